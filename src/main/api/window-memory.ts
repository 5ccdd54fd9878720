import * as v from 'valibot';
import type { ApiArgs, HostInfo, LastOpen, OpenDump, SessionId } from '../../shared/api.ts';
import { dumpViewSchema, type DumpView } from '../../shared/dump-view.ts';
import { readJson, writeJson } from './json-file.ts';
import { keptPath } from './recent-dumps.ts';

/** More dumps than this are not kept. */
const MOST_DUMPS = 50;
/** More sessions than this are not remembered in one run. */
const MOST_VIEWS = 500;

const NOTHING: LastOpen = { dumps: [] };

const stored = v.object({ dumps: v.array(v.unknown()), active: v.optional(v.unknown()) });
const storedDump = v.object({ path: keptPath, view: v.optional(v.unknown()) });

/**
 * What is open in each window and how it is looked at, kept for the next start. What was open last time stays until
 * something else is opened. Windows name sessions, never paths: none can have a file opened that the user did not open.
 */
export class WindowMemory {
  readonly #file: string;
  readonly #pathOf: (session: SessionId) => string | undefined;
  readonly #windows = new Map<object, LastOpen>();
  readonly #views = new Map<SessionId, DumpView>();
  #last: LastOpen;
  #written = '';
  #ended = false;

  /** `pathOf` tells the file a session was opened by, if it can be opened so again. */
  constructor(file: string, pathOf: (session: SessionId) => string | undefined) {
    this.#file = file;
    this.#pathOf = pathOf;
    this.#last = parse(readJson(file));
  }

  /** What was open when the last window with dumps went; nothing once something is open again. */
  get last(): LastOpen {
    return this.#last;
  }

  /** The open sessions of a window, with how they were looked at before it loaded anew or they moved into it. */
  withViews(sessions: HostInfo['sessions']): HostInfo['sessions'] {
    return sessions.map((one) => {
      const view = this.#views.get(one.session);
      return view === undefined ? one : { ...one, view };
    });
  }

  /** Takes note of what is open in a window now. */
  keep(window: object, { dumps, active }: ApiArgs<'rememberOpen'>): void {
    if (this.#ended) return;
    for (const { session, view } of dumps) this.#note(session, view);
    const open = distinct(
      dumps.flatMap(({ session, view }) => {
        const path = this.#pathOf(session);
        return path === undefined ? [] : [{ path, view }];
      }),
    );
    const front = active === undefined ? undefined : this.#pathOf(active);
    if (open.length > 0) {
      this.#windows.set(window, { dumps: open, ...(front === undefined ? {} : { active: front }) });
      this.#last = NOTHING;
    } else if (!this.#windows.delete(window)) return; // It never had any: what was open last time stays.
    this.#save();
  }

  /** A window has gone. The dumps of the last one are those that were open last time. */
  closed(window: object): void {
    const open = this.#windows.get(window);
    if (open === undefined || this.#ended) return;
    this.#windows.delete(window);
    if (this.#windows.size === 0) this.#last = open;
    this.#save();
  }

  /** The program ends: all that is open now was open last time, in whichever order the windows go. */
  end(): void {
    this.#ended = true;
  }

  #note(session: SessionId, view: DumpView): void {
    this.#views.delete(session);
    this.#views.set(session, view);
    const [oldest] = this.#views.keys();
    if (this.#views.size > MOST_VIEWS && oldest !== undefined) this.#views.delete(oldest);
  }

  #save(): void {
    const open = [...this.#windows.values()];
    const kept =
      open.length === 0
        ? this.#last
        : { dumps: distinct(open.flatMap(({ dumps }) => dumps)), active: open.at(-1)?.active };
    const text = JSON.stringify(kept);
    if (text === this.#written) return;
    this.#written = text;
    writeJson(this.#file, kept);
  }
}

/** Each file once. */
const distinct = (dumps: readonly OpenDump[]): readonly OpenDump[] =>
  dumps.filter(({ path }, at) => dumps.findIndex((other) => other.path === path) === at).slice(0, MOST_DUMPS);

/** What was stored, as far as it makes sense: a dump without a sound view is opened as for the first time. */
function parse(value: unknown): LastOpen {
  const outer = v.safeParse(stored, value);
  if (!outer.success) return NOTHING;
  const dumps = outer.output.dumps.slice(0, MOST_DUMPS).flatMap((one): OpenDump[] => {
    const dump = v.safeParse(storedDump, one);
    if (!dump.success) return [];
    const view = v.safeParse(dumpViewSchema, dump.output.view);
    return [{ path: dump.output.path, ...(view.success ? { view: view.output } : {}) }];
  });
  const active = v.safeParse(keptPath, outer.output.active);
  return { dumps: distinct(dumps), ...(active.success ? { active: active.output } : {}) };
}
