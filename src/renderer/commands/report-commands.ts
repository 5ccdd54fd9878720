import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { reportHtml } from '../evidence/report-html.ts';
import { reportJson, type ReportSource } from '../evidence/report.ts';
import { fileName } from '../kit/format.ts';
import { saveFile } from '../kit/save-file.ts';
import { pinField, pinnedFields } from '../workspace/pins.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

/** Writing down how the dump was understood. */
export function reportCommands(workspace: Workspace): readonly Command[] {
  const source = ({ snapshot, derived, fingerprint }: SessionState): ReportSource | undefined => {
    const { info, initSearch, kernels, problem, shape } = snapshot;
    const timings = snapshot.earlier?.timings ?? snapshot.timings;
    const { tree } = derived;
    if (info === undefined || (shape === undefined && initSearch === undefined)) return undefined;
    const version = workspace.store.getState().host?.version ?? '';
    const sha256 = fingerprint?.sha256;
    const found = { info, initSearch, kernels, problem, shape, timings, tree };
    return { ...found, sha256, version, writtenAt: new Date() };
  };
  const save = (
    id: CommandId,
    ending: string,
    type: string,
    write: (report: ReportSource) => string,
  ): Command =>
    onSession(workspace, {
      id,
      run: (session) => {
        const report = source(session);
        if (report !== undefined)
          saveFile(`${fileName(session.snapshot.path)}.evidence.${ending}`, type, write(report));
      },
      when: (session) => source(session) !== undefined,
    });
  return [
    save('report.html', 'html', 'text/html', reportHtml),
    save('report.json', 'json', 'application/json', reportJson),
    onSession(workspace, {
      id: 'pin.clear',
      run: (session) => {
        for (const name of pinnedFields(session)) pinField(workspace, name, undefined);
      },
      when: (session) => pinnedFields(session).length > 0,
    }),
  ];
}
