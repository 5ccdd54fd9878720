import type { DumpFile } from '../../../../src/main/engine/file/dump-file.ts';
import { openMapped } from '../../../../src/main/engine/file/mapped-file.ts';
import { nativeAddon } from '../../../../src/main/engine/file/native-addon.ts';
import type { NativeAddon } from '../../../../src/main/engine/file/native-addon.ts';
import { openPread } from '../../../../src/main/engine/file/pread-file.ts';
import { scanBytes } from '../../../../src/main/engine/file/scan-bytes.ts';
import { scanInJavaScript } from '../../../../src/main/engine/file/scan-javascript.ts';
import { english } from '../../../../src/shared/i18n/english.ts';
import { say } from '../../../../src/shared/i18n/sentence.ts';

export function addon(): NativeAddon {
  const state = nativeAddon();
  if (state.addon === undefined) throw new Error(english(say('notice.noAddon', { why: state.reason })));
  return state.addon;
}

export interface Implementation {
  readonly name: string;
  /** `step` is the size of a chunk or block. */
  readonly open: (path: string, step?: number) => DumpFile;
}

const stepOf = <K extends string>(name: K, step: number | undefined): Partial<Record<K, number>> =>
  step === undefined ? {} : ({ [name]: step } as Record<K, number>);

/** Everything that reads dump files, in all its variants. */
export const IMPLEMENTATIONS: readonly Implementation[] = [
  { name: 'mapped', open: (path, step) => openMapped(addon(), path, stepOf('chunkBytes', step)) },
  {
    name: 'mapped without vector instructions',
    open: (path, step) => openMapped(addon(), path, { ...stepOf('chunkBytes', step), portable: true }),
  },
  {
    name: 'pread with native scans',
    open: (path, step) => openPread(path, { ...stepOf('blockBytes', step), scanBlock: scanBytes }),
  },
  {
    name: 'pread in JavaScript',
    open: (path, step) => openPread(path, { ...stepOf('blockBytes', step), scanBlock: scanInJavaScript }),
  },
];
