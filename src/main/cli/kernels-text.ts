import type { KernelCandidate } from '../../shared/dump-info.ts';
import { hex } from '../../shared/units.ts';
import { english } from '../../shared/i18n/english.ts';
import { safeString } from './safe-string.ts';

/** The kernels of a dump that holds several, best first, with why the order. */
export const kernelsText = (kernels: readonly KernelCandidate[]): string =>
  kernels
    .map((kernel) => {
      const { id, initTask, initTaskPhysical, wordSize, architecture, tasks, current } = kernel;
      const name = `Linux ${safeString(kernel.release ?? '(release not found)')}`;
      const host = kernel.hostname === undefined ? '' : ` on ${safeString(kernel.hostname)}`;
      const head = `${current ? '*' : ' '} ${id}  ${name}${host}, ${safeString(architecture ?? 'architecture not found')}, ${wordSize * 8}-bit, ${tasks} tasks, init_task ${hex(initTask)} at physical ${hex(initTaskPhysical)}\n`;
      return `${head}${kernel.evidence.map((sentence) => `     ${safeString(english(sentence))}\n`).join('')}`;
    })
    .join('');

export const kernelsJson = (kernels: readonly KernelCandidate[]) =>
  kernels.map(({ initTask, initTaskPhysical, ...rest }) => ({
    ...rest,
    initTask: hex(initTask),
    initTaskPhysical: hex(initTaskPhysical),
  }));
