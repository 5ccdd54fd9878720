import type { CommandId } from '../../shared/i18n/catalogue.ts';
import { reportHtml } from '../evidence/report-html.ts';
import { reportJson, type ReportSource } from '../evidence/report.ts';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { saveFile } from '../kit/save-file.ts';
import { whenDigested } from '../workspace/digest.ts';
import { pinField, pinnedFields } from '../workspace/pins.ts';
import type { SessionState } from '../workspace/state.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { onSession } from './on-session.ts';
import type { Command } from './registry.ts';

interface Kind {
  /** Of the file’s name. */
  readonly ending: string;
  readonly type: string;
  readonly text: (report: ReportSource) => string;
}

/** Waits shorter than this are not worth a word. */
const SHORT_WAIT_MS = 400;

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
  const write = (session: SessionState, { ending, type, text }: Kind): void => {
    const report = source(session);
    if (report !== undefined)
      saveFile(`${fileName(session.snapshot.path)}.evidence.${ending}`, type, text(report));
  };
  /** Reports that wait for the SHA-256 of their dump. */
  const waiting = new Set<string>();
  /** With the SHA-256 of the file, which may take a while; who asks a second time gets the report without. */
  async function save({ id }: SessionState, kind: Kind): Promise<void> {
    const key = `${id} ${kind.ending}`;
    if (!waiting.delete(key)) {
      waiting.add(key);
      const news = t('report.awaitsDigest');
      const timer = setTimeout(() => {
        workspace.set({ news });
      }, SHORT_WAIT_MS);
      await whenDigested(workspace, id).finally(() => {
        clearTimeout(timer);
        if (workspace.store.getState().news === news) workspace.set({ news: undefined });
      });
      if (!waiting.delete(key)) return;
    }
    const now = workspace.session(id);
    if (now !== undefined) write(now, kind);
  }
  const command = (
    id: CommandId,
    ending: string,
    type: string,
    text: (report: ReportSource) => string,
  ): Command =>
    onSession(workspace, {
      id,
      run: (session) => {
        workspace.attempt(save(session, { ending, type, text }));
      },
      when: (session) => source(session) !== undefined,
    });
  return [
    command('report.html', 'html', 'text/html', reportHtml),
    command('report.json', 'json', 'application/json', reportJson),
    onSession(workspace, {
      id: 'pin.clear',
      run: (session) => {
        for (const name of pinnedFields(session)) pinField(workspace, name, undefined);
      },
      when: (session) => pinnedFields(session).length > 0,
    }),
  ];
}
