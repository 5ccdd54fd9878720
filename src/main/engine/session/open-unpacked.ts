import { fileOffset } from '../../../shared/units.ts';
import { say, type Sentence } from '../../../shared/i18n/sentence.ts';
import type { DumpFile } from '../file/dump-file.ts';
import { openDumpFile } from '../file/open-file.ts';
import { packedPart } from '../format/containers/packing-of.ts';
import { readHead } from '../format/detect.ts';

export interface UnpackedFile {
  readonly file: DumpFile;
  readonly notices: readonly Sentence[];
}

/** The file as it is, or what it unpacked to. The unpackers are loaded only for a file that needs one. */
export async function openUnpacked(
  path: string,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<UnpackedFile> {
  const opened = openDumpFile(path);
  const readAt = (offset: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(16);
    return Promise.resolve(bytes.subarray(0, opened.read(fileOffset(offset), bytes)));
  };
  if ((await packedPart(readHead(opened), readAt)) === undefined) return { file: opened, notices: [] };
  opened.close();
  const { prepareFile } = await import('../format/containers/prepare-file.ts');
  const prepared = await prepareFile(path, { signal, onProgress });
  const packings = prepared.packings.join(' in ');
  const notice = say('notice.unpacked', { packings });
  return { file: openDumpFile(prepared.path), notices: [notice, ...prepared.notices] };
}
