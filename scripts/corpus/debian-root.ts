import { existsSync, renameSync, rmSync } from 'node:fs';
import { mirror } from './apt.ts';
import { CannotMake, run } from './run.ts';

/** Sets up a Debian 12 with these packages in a folder, unless it is there already. Needs root's rights. */
export function setUpDebian(folder: string, packages: readonly string[]): void {
  if (existsSync(folder)) return;
  if (process.getuid?.() !== 0) throw new CannotMake('a whole Debian can be set up by root alone');
  const partial = `${folder}.tmp`;
  rmSync(partial, { recursive: true, force: true });
  run('debootstrap', ['--variant=minbase', `--include=${packages.join(',')}`, 'bookworm', partial, mirror()]);
  renameSync(partial, folder);
}
