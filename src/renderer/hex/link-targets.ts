import type { SessionState } from '../workspace/state.ts';
import type { BlockCache } from './block-cache.ts';
import { pointerValue, targetText } from './pointers.ts';
import type { LineMarks } from './span-source.ts';

/** The same marks, with every pointer that begins in the line saying where it leads, once its bytes have come. */
export function withTargets(
  session: SessionState,
  blocks: Pick<BlockCache, 'peekBytes'>,
  marks: LineMarks,
  address: bigint,
): LineMarks {
  const spans = marks.spans.map((span) => {
    if (span.part.kind !== 'pointer' || span.start < address) return span;
    const bytes = blocks.peekBytes(span.start, span.part.size);
    return bytes === undefined
      ? span
      : { ...span, leadsTo: targetText(session, pointerValue(session, bytes)) };
  });
  return { ...marks, spans };
}
