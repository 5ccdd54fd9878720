import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { hex } from '../../shared/units.ts';
import { FOCUS } from '../commands/focus.ts';
import { bytesText, percentText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { OrderSelect } from '../kit/OrderSelect.tsx';
import { ProblemNotice } from '../kit/ProblemNotice.tsx';
import { Select } from '../kit/Select.tsx';
import { lineHeight } from '../settings/apply-settings.ts';
import { setSearch, showHit, startSearch, stopSearch } from '../workspace/search.ts';
import type { SessionState } from '../workspace/state.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { HitContext } from './HitContext.tsx';
import { hitPlace } from './hit-place.ts';
import { hasByteOrder, SEARCH_KINDS } from './parse-search.ts';
import type { SearchState } from './search-state.ts';

const ROW_HEIGHT = 22;

function Hits({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const rowHeight = useApp(({ settings }) => lineHeight(settings, ROW_HEIGHT));
  const list = useRef<HTMLDivElement>(null);
  const { id, search } = session;
  const virtual = useVirtualizer({
    count: search.hits.length,
    getScrollElement: () => list.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  });
  const go = (at: number): void => {
    const next = Math.max(0, Math.min(search.hits.length - 1, at));
    showHit(workspace, id, next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (by !== undefined) go(search.at + by);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(search.hits.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={list}
      className="hits"
      role="listbox"
      tabIndex={0}
      aria-label={t('search.hitList')}
      aria-activedescendant={search.at >= 0 ? `hit-${String(search.at)}` : undefined}
      data-testid="hits"
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const address = search.hits[index] ?? 0;
          const place = hitPlace(session, address);
          return (
            <div
              key={index}
              id={`hit-${String(index)}`}
              role="option"
              aria-selected={index === search.at}
              aria-setsize={search.hits.length}
              aria-posinset={index + 1}
              className={index === search.at ? 'hit is-selected' : 'hit'}
              style={{ height: rowHeight, transform: `translateY(${String(start)}px)` }}
              onClick={() => {
                showHit(workspace, id, index);
              }}
            >
              <span className="mono">{hex(address)}</span>
              <HitContext session={session} address={address} length={search.length} />
              <span className="muted hit-place" title={place}>
                {place}
              </span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What stands in the place of hits. */
function noHitsText({ id, running }: SearchState, stopped: boolean): string {
  if (running) return t('search.nothingYet');
  if (id === 0) return t('search.empty');
  return stopped ? t('search.nothingSoFar') : t('search.nothing');
}

/** Looks for bytes, text, integers and pointers in all of memory; hits come while it goes on. */
export function SearchPanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  /** What could not be searched for. */
  const [refused, setRefused] = useState<string>();
  const { id, search } = session;
  const { kind, text, byteOrder, running, hits, done, total, capped } = search;
  const typed = `${kind} ${text}`;
  const wrong = refused === typed;
  const start = (): void => {
    setRefused(startSearch(workspace, id) ? undefined : typed);
  };
  /** Not all of memory was looked at. */
  const stopped = !running && search.id > 0 && done < total && !capped;
  const percent = total > 0 ? Math.floor((100 * done) / total) : 0;
  return (
    <section className="search-panel" aria-label={t('search.label')}>
      <form
        className="search-form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Select
          label={t('search.kind')}
          value={kind}
          options={SEARCH_KINDS}
          text={(one) => t(`search.kind.${one}`)}
          onChange={(next) => {
            setSearch(workspace, id, { kind: next });
          }}
        />
        <div className={wrong ? 'box is-wrong' : 'box'}>
          <input
            id={FOCUS.search}
            className="mono"
            type="text"
            aria-label={t('search.for', { kind: t(`search.kind.${kind}`) })}
            aria-invalid={wrong}
            placeholder={t(`search.hint.${kind}`)}
            spellCheck={false}
            autoComplete="off"
            value={text}
            data-testid="memory-search"
            onChange={(event) => {
              setSearch(workspace, id, { text: event.target.value });
            }}
          />
        </div>
        {hasByteOrder(kind) && (
          <OrderSelect
            value={byteOrder}
            onChange={(order) => {
              setSearch(workspace, id, { byteOrder: order });
            }}
          />
        )}
        {running ? (
          // Two buttons, not one that changes: a click that cancels must not go on to start anew.
          <button
            key="cancel"
            type="button"
            className="button"
            onClick={() => {
              stopSearch(workspace, id);
            }}
          >
            {t('common.cancel')}
          </button>
        ) : (
          <button key="start" type="submit" className="button button-primary" disabled={text === ''}>
            {t('search.start')}
          </button>
        )}
        <span className="search-state" role="status" data-testid="search-state">
          {wrong && (
            <span className="search-wrong">{t('search.wrong', { example: t(`search.hint.${kind}`) })}</span>
          )}
          {running && t('search.running', { percent: percentText(percent), total: bytesText(total) })}
          {!wrong && search.id > 0 && t('search.hits', { count: hits.length })}
          {!wrong && capped && t('search.capped', { count: hits.length })}
          {!wrong && stopped && t('search.stopped')}
        </span>
      </form>
      {search.problem !== undefined && <ProblemNotice problem={search.problem} />}
      {hits.length > 0 ? (
        <>
          <div className="hits-head" aria-hidden="true">
            <span>{t(session.hex.segments.physical === undefined ? 'search.inFile' : 'search.at')}</span>
            <span className="mono hit-context">
              <span className="hits-title">{t('search.around')}</span>
            </span>
            {session.snapshot.info !== undefined && <span>{t('search.in')}</span>}
          </div>
          <Hits session={session} />
        </>
      ) : (
        search.problem === undefined && <p className="pane-empty">{noHitsText(search, stopped)}</p>
      )}
    </section>
  );
}
