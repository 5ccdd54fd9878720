import { groupFields } from '../fields/field-groups.ts';
import { showField, unfoldEvidence } from '../workspace/show-field.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { focus, pinBox } from './focus.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** The fields of the selected task. */
export function fieldCommands(workspace: Workspace): readonly Command[] {
  const step =
    (by: 1 | -1) =>
    (session: SessionState): void => {
      const { shape } = session.snapshot;
      if (shape === undefined) return;
      const names = groupFields(shape, undefined).flatMap(({ entries }) => entries.map(({ name }) => name));
      const at = session.mark === undefined ? -1 : names.indexOf(session.mark.field);
      const next = names.at(at < 0 ? (by === 1 ? 0 : -1) : (at + by) % names.length);
      workspace.update(session.id, (now) => ({ ...now, panel: 'fields' }));
      if (next !== undefined) showField(workspace, session.id, next);
    };
  const hasFields = ({ row, snapshot }: SessionState): boolean => row >= 0 && snapshot.shape !== undefined;
  return [
    onSession(workspace, { id: 'field.next', run: step(1), when: hasFields }),
    onSession(workspace, { id: 'field.previous', run: step(-1), when: hasFields }),
    onSession(workspace, {
      id: 'field.evidence',
      run: ({ id, mark }) => {
        if (mark !== undefined) unfoldEvidence(workspace, id, mark.field);
      },
      when: ({ mark }) => mark !== undefined,
      isOn: ({ mark, unfolded }) => mark !== undefined && unfolded.has(mark.field),
    }),
    onSession(workspace, {
      id: 'field.move',
      run: ({ id, mark, unfolded }) => {
        if (mark === undefined) return;
        workspace.update(id, (now) => ({ ...now, panel: 'fields' }));
        if (!unfolded.has(mark.field)) unfoldEvidence(workspace, id, mark.field);
        setTimeout(() => {
          focus(pinBox(mark.field));
        });
      },
      // The list of tasks is what all else rests on: it stays where it is.
      when: ({ mark }) => mark !== undefined && mark.field !== 'tasks',
    }),
  ];
}
