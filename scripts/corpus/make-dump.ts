import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKernel } from './build-kernel.ts';
import { ARCHITECTURES } from './architectures.ts';
import { convertDump } from './convert-dump.ts';
import { isConverted, isXen, writeDump } from './dump-formats.ts';
import { buildInitrd } from './initrd.ts';
import { fetchKernel, type Kernel } from './kernel.ts';
import { bootAndStop } from './machine.ts';
import type { MachinePlan } from './matrix.ts';
import { fetchPackedKernel } from './packed-kernel.ts';
import { CannotMake } from './run.ts';
import { buildUserland } from './userland.ts';
import { parseTruth, type PrintedTruth } from './truth-text.ts';
import { dumpXenGuest } from './xen-guest.ts';

/** The folder of a work folder in which dumps lie, each beside its truth. */
export const dumpFolder = (work: string): string => join(work, 'out');

/** Path of the truth of a machine's dumps, and proof that it was made. */
export const truthPath = (work: string, name: string): string => join(dumpFolder(work), `${name}.truth.json`);

/** Boots what the plan says and dumps it in each of its formats. Throws `CannotMake` with the reason. */
export async function makeDump(work: string, plan: MachinePlan): Promise<void> {
  mkdirSync(dumpFolder(work), { recursive: true });
  if (plan.xen === true) {
    makeXenDump(work, plan);
    return;
  }
  const { ramStart } = ARCHITECTURES[plan.architecture];
  const kernel = kernelOf(work, plan);
  const initrd = plan.userland === true ? buildUserland(work) : buildInitrd(work, plan.architecture);
  const machine = await bootAndStop(plan, { kernel, initrd, work });
  try {
    const truth = truthOf(machine.console);
    const problems: Record<string, string> = {};
    for (const format of plan.formats ?? ['elf']) {
      const path = join(dumpFolder(work), `${plan.name}.${format}`);
      const memory = plan.rawMemory ?? plan.memory;
      try {
        if (isXen(format)) throw new CannotMake('Xen alone writes it');
        if (isConverted(format)) convertDump(join(dumpFolder(work), `${plan.name}.elf`), format, path);
        else await writeDump(machine.monitor, format, path, { ramStart, memory });
      } catch (error) {
        if (!(error instanceof CannotMake)) throw error;
        problems[format] = error.message;
      }
    }
    const registers = await machine.monitor.call('human-monitor-command', {
      'command-line': 'info registers',
    });
    const { name, architecture, append } = plan;
    const about = {
      name,
      architecture,
      append,
      memory: plan.memory,
      ramStart,
      kernel: kernel.origin,
      offsets: kernel.offsets,
    };
    writeFileSync(
      truthPath(work, name),
      JSON.stringify({ ...about, problems, registers, ...truth }, undefined, 1),
    );
  } finally {
    machine.monitor.close();
    machine.end();
  }
}

function truthOf(console: Buffer): PrintedTruth {
  const truth = parseTruth(console);
  if (truth.tasks.length === 0) throw new CannotMake('the guest told of no task');
  return truth;
}

function makeXenDump(work: string, { name, architecture, memory, formats = [] }: MachinePlan): void {
  const guest = dumpXenGuest(work, memory);
  const truth = truthOf(guest.console);
  for (const format of formats.filter(isXen))
    guest.write(format, join(dumpFolder(work), `${name}.${format}`));
  const about = { name, architecture, memory, kernel: guest.kernel };
  writeFileSync(truthPath(work, name), JSON.stringify({ ...about, ...truth }, undefined, 1));
}

function kernelOf(work: string, plan: MachinePlan): Kernel {
  if (plan.packed !== undefined) return fetchPackedKernel(work, plan.packed);
  return plan.recipe === undefined ? fetchKernel(work, plan) : buildKernel(work, plan.recipe);
}

/** Whether a plan's dumps lie in the work folder already. */
export const isMade = (work: string, plan: MachinePlan): boolean => existsSync(truthPath(work, plan.name));
