import {
  cachedFiles,
  cacheFolder,
  cachePart,
  removeAll,
  type CachePart,
} from '../engine/file/cache-folder.ts';
import { bytesText, countText } from './format.ts';
import { jsonText } from './json-text.ts';
import { safeString } from './safe-string.ts';
import { textTable } from './text-table.ts';

const TITLES: Readonly<Record<CachePart, string>> = {
  results: 'finished analyses',
  unpacked: 'unpacked dumps',
};

interface PartUse {
  readonly part: CachePart;
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** `taskshape cache`: what is kept and where; with `clear`, what was deleted of it. */
export function showCache({ clear, json }: { readonly clear: boolean; readonly json: boolean }): string {
  const parts = (['results', 'unpacked'] satisfies CachePart[]).map((part): PartUse => {
    const folder = cachePart(part);
    return { part, folder, ...(clear ? removeAll(folder) : useOf(folder)) };
  });
  if (json) return `${jsonText({ folder: cacheFolder(), cleared: clear, parts })}\n`;
  const table = textTable(
    [
      { title: clear ? 'DELETED' : 'KEPT' },
      { title: 'FILES', right: true },
      { title: 'BYTES', right: true },
      { title: 'FOLDER' },
    ],
    parts.map(({ part, folder, files, bytes }) => [
      TITLES[part],
      countText(files),
      bytesText(bytes),
      safeString(folder),
    ]),
  );
  return clear ? table : `${table}Deleting it is safe at any time: taskshape cache --clear\n`;
}

function useOf(folder: string): { readonly files: number; readonly bytes: number } {
  const files = cachedFiles(folder);
  return { files: files.length, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
}
