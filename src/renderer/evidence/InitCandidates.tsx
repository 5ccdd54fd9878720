import { useState, type ReactElement } from 'react';
import type { SessionId } from '../../shared/api.ts';
import type { KernelInfo } from '../../shared/dump-info.ts';
import {
  fateSentence,
  INIT_TESTS,
  inOrder,
  isShown,
  testsPassed,
  type InitSearch,
  type InitTrial,
} from '../../shared/init-search.ts';
import { hex } from '../../shared/units.ts';
import { heldText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { AddressLink } from './AddressLink.tsx';
import { LeaderTrials } from './LeaderTrials.tsx';

interface InitCandidatesProps {
  readonly session: SessionId;
  readonly search: InitSearch;
  readonly kernel: KernelInfo | undefined;
}

const FEW = 6;

/** Everything that was tried as init_task, the one that was taken first, with how far each came and why it lost. */
export function InitCandidates({ session, search, kernel }: InitCandidatesProps): ReactElement {
  const [all, setAll] = useState(false);
  const trials = inOrder(search.trials, kernel);
  const shown = all ? trials : trials.slice(0, FEW);
  return (
    <>
      <h2>{t('init.title')}</h2>
      <p className="muted">{t('init.summary', { names: search.names, judged: search.judged })}</p>
      {trials.length > 0 && (
        <table className="candidates" data-testid="init-candidates">
          <thead>
            <tr>
              <th scope="col">{t('init.candidate')}</th>
              <th scope="col">{t('init.passed')}</th>
              <th scope="col">{t('init.list')}</th>
              <th scope="col">{t('init.held')}</th>
              <th scope="col">{t('init.why')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trial) => (
              <Candidate
                key={`${String(trial.name)} ${String(trial.address)} ${String(trial.byteOrder)}`}
                session={session}
                trial={trial}
                taken={isShown(trial, kernel)}
              />
            ))}
          </tbody>
        </table>
      )}
      {trials.length > FEW && (
        <button
          type="button"
          className="link"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? t('init.fewer') : t('init.more', { count: trials.length - FEW })}
        </button>
      )}
      {search.rest.length > 0 && (
        <>
          <h3>{t('init.rest')}</h3>
          <ul className="evidence-counts">
            {search.rest.map(({ fate, names }) => (
              <li key={fate}>{t('init.restOne', { names, reason: t(`init.fate.${fate}`) })}</li>
            ))}
          </ul>
        </>
      )}
      {trials.length > 0 && <p className="muted evidence-note">{t('init.tests')}</p>}
      {search.leaders.length > 0 && <LeaderTrials session={session} trials={search.leaders} />}
    </>
  );
}

interface CandidateProps {
  readonly session: SessionId;
  readonly trial: InitTrial;
  readonly taken: boolean;
}

function Candidate({ session, trial, taken }: CandidateProps): ReactElement {
  const { name, physical, address, list, links } = trial;
  const place = physical ?? name;
  const label = address === undefined ? t('init.noStructure') : hex(address);
  return (
    <tr className={taken ? 'is-taken' : undefined}>
      <td>
        {place === undefined || Number.isNaN(place) ? (
          <>
            <span className="mono">{label}</span> <span className="muted">{t('init.notInDump')}</span>
          </>
        ) : (
          <AddressLink
            session={session}
            physical={place}
            label={label}
            length={physical === undefined ? 16 : 8}
          />
        )}
        <small>{aboutText(trial)}</small>
      </td>
      <td>
        <Passed trial={trial} />
      </td>
      <td>
        {list && (
          <>
            <span className="mono">+{hex(list.offset)}</span>
            <small>{t('init.members', { members: list.members })}</small>
          </>
        )}
      </td>
      <td>{list && heldText(list)}</td>
      <td>
        {tell(fateSentence(trial, taken))}
        {links && ` ${t('init.links', links)}`}
      </td>
    </tr>
  );
}

/** How many tests a candidate passed, as a number and as a row of squares. */
function Passed({ trial }: { readonly trial: InitTrial }): ReactElement {
  const passed = testsPassed(trial);
  if (passed === undefined) return <span className="muted">{t('init.notTested')}</span>;
  return (
    <span className="passed">
      <span className="passed-steps" aria-hidden="true">
        {INIT_TESTS.map((test, i) => (
          <span key={test} className={i < passed ? 'is-passed' : undefined} />
        ))}
      </span>
      {t('init.passedOf', { passed, tests: INIT_TESTS.length })}
    </span>
  );
}

function aboutText({ wordSize, byteOrder, emptyLists, references, name }: InitTrial): string {
  if (wordSize === undefined || byteOrder === undefined) return name === undefined ? '' : hex(name);
  const words = { bits: wordSize * 8, order: byteOrder };
  return emptyLists === undefined || references === undefined
    ? t('init.aboutFound', words)
    : t('init.about', { ...words, lists: emptyLists, references });
}
