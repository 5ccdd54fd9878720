import { NTH, type Nth } from '../../shared/i18n/nth.ts';
import { diffOf, diffPair, partnerOf, partners } from '../diff/diff-pair.ts';
import { DIFF_KINDS } from '../diff/diff-lines.ts';
import { diffAsCsv, diffAsJson } from '../diff/export-diff.ts';
import { fileName } from '../kit/format.ts';
import { saveFile } from '../kit/save-file.ts';
import { compareWith, toggleDiffKind } from '../workspace/panel-state.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** Holding one dump against another. */
export function diffCommands(workspace: Workspace): readonly Command[] {
  const compared = (session: SessionState) => {
    const pair = diffPair(workspace.store.getState(), session);
    const diff = pair === undefined ? undefined : diffOf(pair);
    const before = pair?.before.derived.tree;
    const after = pair?.after.derived.tree;
    return pair === undefined || diff === undefined || before === undefined || after === undefined
      ? undefined
      : { pair, diff, before, after };
  };
  const save = (ending: 'csv' | 'json') => (session: SessionState) => {
    const found = compared(session);
    if (found === undefined) return;
    const { pair, diff, before, after } = found;
    const name = `${fileName(pair.before.snapshot.path)}–${fileName(pair.after.snapshot.path)}.diff.${ending}`;
    if (ending === 'csv') saveFile(name, 'text/csv', diffAsCsv(diff, before, after));
    else saveFile(name, 'application/json', diffAsJson(diff, before, after));
  };
  const nthPartner = (session: SessionState, nth: Nth): SessionState | undefined =>
    session.derived.tree && partners(workspace.store.getState(), session)[Number(nth) - 1];
  return [
    onSession(workspace, {
      id: 'diff.open',
      run: ({ id }) => {
        workspace.update(id, (now) => ({ ...now, panel: 'diff' }));
      },
      when: (session) =>
        session.derived.tree !== undefined && partners(workspace.store.getState(), session).length > 0,
    }),
    ...NTH.map((nth) =>
      onSession(workspace, {
        id: `diff.with${nth}`,
        about: (session) => {
          const other = nthPartner(session, nth);
          return other && fileName(other.snapshot.path);
        },
        run: (session) => {
          const other = nthPartner(session, nth);
          if (other !== undefined) compareWith(workspace, session, other);
        },
        when: (session) => nthPartner(session, nth) !== undefined,
        isOn: (session) => {
          const other = nthPartner(session, nth);
          return other !== undefined && partnerOf(workspace.store.getState(), session) === other;
        },
      }),
    ),
    ...DIFF_KINDS.map((kind) =>
      onSession(workspace, {
        id: `diff.${kind}`,
        run: (session) => {
          toggleDiffKind(workspace, session, kind);
        },
        when: (session) => diffPair(workspace.store.getState(), session) !== undefined,
        isOn: ({ panelState }) => !panelState.diffLeftOut.has(kind),
      }),
    ),
    onSession(workspace, {
      id: 'diff.saveCsv',
      run: save('csv'),
      when: (session) => diffPair(workspace.store.getState(), session) !== undefined,
    }),
    onSession(workspace, {
      id: 'diff.saveJson',
      run: save('json'),
      when: (session) => diffPair(workspace.store.getState(), session) !== undefined,
    }),
  ];
}
