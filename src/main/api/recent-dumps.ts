import { isAbsolute } from 'node:path';
import * as v from 'valibot';
import type { RecentDump, SessionEvent, SessionId } from '../../shared/api.ts';
import { readJson, writeJson } from './json-file.ts';
import { presenceOf, type Presence } from './presence.ts';
import type { Sessions } from './sessions.ts';

const MOST = 20;
/** Longest path any system takes. */
const LONGEST_PATH = 32_767;
/** Longest release kept: `__NEW_UTS_LEN` is 64, escaping makes it longer. */
const LONGEST_RELEASE = 256;
/** The last moment a Date can tell. */
const LAST_MS = 8.64e15;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** The path of a dump as a file of ours may name it. */
export const keptPath = v.pipe(
  v.string(),
  v.maxLength(LONGEST_PATH),
  v.check((path) => isAbsolute(path) && !path.includes('\0')),
);

const entry = v.object({
  path: keptPath,
  openedMs: v.pipe(count, v.maxValue(LAST_MS)),
  tasks: v.optional(count),
  release: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_RELEASE))),
});

type Entry = Omit<RecentDump, 'missing'>;

/** The dumps opened last and what was found in them, newest first. Several processes may share the file. */
export class RecentDumps {
  readonly #file: string;
  /** What sessions that were opened by a path have found so far. */
  readonly #sessions = new Map<SessionId, Omit<Entry, 'openedMs'>>();

  constructor(file: string) {
    this.#file = file;
  }

  list(): readonly Entry[] {
    const stored = readJson(this.#file);
    if (!Array.isArray(stored)) return [];
    const entries = stored.slice(0, MOST).flatMap((value: unknown): Entry[] => {
      const parsed = v.safeParse(entry, value);
      return parsed.success ? [known(parsed.output)] : [];
    });
    // A path stands once, whatever the file says.
    return entries.filter(({ path }, at) => entries.findIndex((other) => other.path === path) === at);
  }

  has(path: string): boolean {
    return this.list().some((one) => one.path === path);
  }

  /** Puts a dump that was opened in front of all others. */
  opened(path: string, session: SessionId): void {
    this.#sessions.set(session, { path });
    const entries = this.list();
    const before = entries.find((one) => one.path === path);
    const others = entries.filter((one) => one !== before);
    this.#save([{ ...before, path, openedMs: Date.now() }, ...others]);
  }

  /** The file a session was opened by; none for what was dropped, unpacked or shipped. */
  pathOf(session: SessionId): string | undefined {
    return this.#sessions.get(session)?.path;
  }

  /** Takes one dump off the list, or all. */
  forget(path?: string): void {
    this.#save(path === undefined ? [] : this.list().filter((one) => one.path !== path));
  }

  /** Notes what the analyses of opened dumps find. */
  follow(sessions: Pick<Sessions, 'onEvent'>): void {
    sessions.onEvent((event) => {
      this.#hear(event);
    });
  }

  #hear(event: SessionEvent): void {
    const before = this.#sessions.get(event.session);
    if (before === undefined || event.type !== 'changed') return;
    const { info, table, finished } = event.changes;
    const found = known({
      path: before.path,
      tasks: table?.count ?? before.tasks,
      release: info?.kernel?.release?.slice(0, LONGEST_RELEASE) ?? before.release,
    });
    this.#sessions.set(event.session, found);
    if (finished !== true || found.tasks === undefined) return;
    this.#save(this.list().map((one) => (one.path === found.path ? { ...one, ...found } : one)));
  }

  #save(entries: readonly Entry[]): void {
    writeJson(this.#file, entries.slice(0, MOST));
  }
}

/** The same without what is not known. */
const known = <T extends { tasks?: number | undefined; release?: string | undefined }>({
  tasks,
  release,
  ...rest
}: T): Omit<T, 'tasks' | 'release'> & { tasks?: number; release?: string } => ({
  ...rest,
  ...(tasks === undefined ? {} : { tasks }),
  ...(release === undefined ? {} : { release }),
});

/** The list as a view shows it, without what the view may not open; for the rest see `presenceOf`. */
export async function describeRecent(
  entries: readonly Entry[],
  check: (path: string) => Promise<unknown>,
  unsure: Presence,
): Promise<readonly RecentDump[]> {
  const seen = await Promise.all(
    entries.map(async (one): Promise<RecentDump | undefined> => {
      const presence = await presenceOf(one.path, check, unsure);
      return presence === 'hidden' ? undefined : { ...one, missing: presence === 'missing' };
    }),
  );
  return seen.filter((one) => one !== undefined);
}
