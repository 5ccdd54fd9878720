import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOf } from './corpus.ts';
import { minimise } from './minimise.ts';
import { Prober } from './supervisor.ts';
import { recordsOf } from './targets/index.ts';

export interface Place {
  readonly target: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Runs a suspected find again, alone and without instruments. If it fails again it is made smaller for at most
 * `milliseconds` and kept with what it says; false if it does not.
 */
export async function keepFind(
  { target, folder, environment }: Place,
  suspect: { readonly bytes: Uint8Array; readonly key: string; readonly why: string },
  milliseconds: number,
): Promise<boolean> {
  const prober = new Prober(target, folder, environment);
  const verdict = await prober.run(suspect.bytes);
  if (verdict.kind === 'fine') {
    console.log(`  not seen again: ${suspect.key}: ${suspect.why.split('\n', 1)[0] ?? ''}`);
    writeFileSync(join(folder, 'finds', `unsure-${target}-${nameOf(suspect.bytes)}`), suspect.bytes);
    prober.end();
    return false;
  }
  const until = performance.now() + milliseconds;
  const small = await minimise(
    suspect.bytes,
    await recordsOf(target),
    async (bytes) => {
      const again = await prober.run(bytes);
      return again.kind === 'find' && again.key === verdict.key;
    },
    () => performance.now() > until,
  );
  prober.end();
  const path = join(folder, 'finds', `${target}-${nameOf(small)}`);
  writeFileSync(path, small);
  writeFileSync(`${path}.txt`, `${verdict.key}\n\n${verdict.why}\n`);
  console.log(`FIND ${target}: ${verdict.why}\n  kept as ${path} (${small.length} bytes)`);
  return true;
}
