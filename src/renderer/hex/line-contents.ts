import type { ContentClass, ContentRun } from '../../shared/api.ts';
import { ROW_BYTES } from './segment-map.ts';

/** Columns [from, to) of one line whose bytes no field is known for, and what they look like. */
export interface LineContent {
  readonly content: ContentClass;
  readonly from: number;
  readonly to: number;
}

/** Cuts what is unknown of a struct to the line that begins `first` bytes behind the struct's start. */
export function contentsOfLine(
  runs: readonly ContentRun[],
  first: number,
  isShown: (content: ContentClass) => boolean,
  rowBytes = ROW_BYTES,
): readonly LineContent[] {
  const found: LineContent[] = [];
  for (const { offset, length, content } of runs) {
    if (offset >= first + rowBytes) break;
    if (offset + length <= first || !isShown(content)) continue;
    found.push({
      content,
      from: Math.max(0, offset - first),
      to: Math.min(rowBytes, offset + length - first),
    });
  }
  return found;
}
