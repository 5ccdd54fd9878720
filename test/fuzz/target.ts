import type { Below } from './mutate.ts';

/** Something to be fuzzed: inputs are bytes, whatever they mean. */
export interface Target {
  /** Inputs to begin with. */
  readonly seeds: readonly Uint8Array[];
  /** Paths of the sources whose coverage is reported. */
  readonly covers: readonly string[];
  /** A changed input; `other` gives another one to take parts from. Default: as files are changed. */
  readonly mutate?: (input: Uint8Array, below: Below, other: () => Uint8Array) => Uint8Array;
  /** How a smaller input is tried to be made: by whole records of this many bytes behind a head. Default: by bytes. */
  readonly records?: { readonly head: number; readonly size: number };
  /** CPU seconds that an input may take. Default 3. */
  readonly patience?: (input: Uint8Array) => number;
  /** Uses the input and answers in a word how that ended. What it throws is a find. */
  run(input: Uint8Array): Promise<string> | string;
  /** Removes what was made outside this process. */
  close?(): void;
}

/** How one input ended. */
export type Verdict =
  | { readonly kind: 'fine'; readonly end: string }
  | { readonly kind: 'find'; readonly key: string; readonly why: string };

/** No input may take longer, in seconds of CPU time. */
export const HANG_SECONDS = 10;
/** Nor need more memory, in bytes: the process with all that is resident in it. */
export const MAX_RSS = 1024 ** 3;
/** CPU seconds within which an input of a few megabytes shall be done. */
export const PATIENCE = 3;

/** Runs one input and judges how it ended. */
export async function judge(target: Target, input: Uint8Array): Promise<Verdict> {
  const before = process.cpuUsage();
  let end: string;
  try {
    end = await target.run(input);
  } catch (error) {
    return { kind: 'find', key: keyOf(error), why: reasonOf(error) };
  }
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  if (seconds > (target.patience?.(input) ?? PATIENCE))
    return { kind: 'find', key: 'slow', why: `it took ${seconds.toFixed(1)} s of CPU time` };
  return { kind: 'fine', end };
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** What finds of one cause have in common: the message without its numbers, and the places it came from. */
function keyOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frames = [...(error.stack ?? '').matchAll(/at (?:async )?([\w.#<>]+) \(?[^)\n]*\/(src\/[^:]+)/g)];
  const places = frames.slice(0, 2).map(([, name, file]) => `${name} in ${file}`);
  const message = error.message.split('\n', 1)[0] ?? '';
  return [error.name, message.replaceAll(/0x[0-9a-f]+|-?\d+/g, '#'), ...places].join(' | ');
}
