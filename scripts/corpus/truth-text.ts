/** What the guest printed, as the object that is kept beside its dumps (`readTruth` reads it). */
export interface PrintedTruth {
  /** Lines about the machine, by their tag. */
  readonly meta: Readonly<Record<string, readonly string[]>>;
  /** A thread each: `/proc`'s own keys and values. */
  readonly tasks: readonly Readonly<Record<string, string>>[];
}

/** Keys whose values are bytes in hexadecimal, and what the value is called when read as text. */
const TEXT_OF_BYTES = new Map([
  ['Comm', 'Name'],
  ['Cmd', 'Cmd'],
]);

/** Reads `@tag value` and `@task|Key:\tvalue|…` lines between `@begin` and `@end`. */
export function parseTruth(console: Buffer): PrintedTruth {
  const text = console.toString('latin1').replaceAll('\r', '');
  const begin = text.lastIndexOf('@begin\n');
  const meta: Record<string, string[]> = {};
  const tasks: Record<string, string>[] = [];
  for (const line of text.slice(begin, text.indexOf('@end\n', begin)).split('\n')) {
    if (line.startsWith('@task|')) tasks.push(parseTask(line.slice(6)));
    const [, tag, value] = /^@(\w+) (.*)$/.exec(line) ?? [];
    if (tag !== undefined && value !== undefined) (meta[tag] ??= []).push(value);
  }
  return { meta, tasks };
}

function parseTask(line: string): Record<string, string> {
  const task: Record<string, string> = {};
  for (const pair of line.split('|')) {
    const [, key, value] = /^(\w+):\t?(.*)$/.exec(pair) ?? [];
    if (key === undefined || value === undefined) continue;
    const name = TEXT_OF_BYTES.get(key);
    if (name === undefined || name !== key) task[key] = value.trim();
    if (name !== undefined) task[name] = procText(Buffer.from(value, 'hex'));
  }
  return task;
}

/** As /proc/PID/status writes a name: line feed and backslash escaped (fs/proc/array.c, proc_task_name). */
const procText = (bytes: Buffer): string =>
  new TextDecoder().decode(bytes).replaceAll('\0', ' ').replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
