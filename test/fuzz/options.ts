export interface FuzzOptions {
  /** Milliseconds for each target. */
  readonly time: number;
  /** Names of targets; empty: all. */
  readonly targets: readonly string[];
  readonly seed: number;
  /** Replay and make smaller this file instead of fuzzing. */
  readonly replay?: string;
  /** Print what was run so far instead. */
  readonly table: boolean;
  /** With the addon built to watch every access to memory. */
  readonly sanitize: boolean;
}

const USAGE = `npm run fuzz -- [TIME] [--target NAME]… [--seed NUMBER] [--sanitize] [--replay FILE]
npm run fuzz -- --table

TIME is for each target: 90, 90s, 30m or 2h; default one minute.`;

const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Reads the command line. Throws with the usage. */
export function readOptions(args: readonly string[]): FuzzOptions {
  const targets: string[] = [];
  let time = 60_000;
  let seed = Date.now() % 1_000_000_000;
  let replay: string | undefined;
  let sanitize = false;
  let table = false;
  const rest = [...args];
  const value = (name: string): string => {
    const given = rest.shift();
    if (given === undefined) throw new Error(`${name} needs a value.\n${USAGE}`);
    return given;
  };
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)([smh])?$/.exec(arg) ?? [];
    if (number !== undefined) time = Number(number) * (UNITS[unit] ?? 1000);
    else if (arg === '--target') targets.push(value(arg));
    else if (arg === '--seed') seed = Number(value(arg));
    else if (arg === '--replay') replay = value(arg);
    else if (arg === '--sanitize') sanitize = true;
    else if (arg === '--table') table = true;
    else throw new Error(`What is ${arg}?\n${USAGE}`);
  }
  return { time, targets, seed, sanitize, table, ...(replay === undefined ? {} : { replay }) };
}
