import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Problem } from '../../shared/errors.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { BLOCK_BYTES } from './block-cache.ts';
import type { HexLine, SegmentMap } from './segment-map.ts';

/** The lines in view; their bytes and places are fetched, and the view is drawn again as they come. */
export function useLines(
  session: SessionState,
  map: SegmentMap,
  count: number,
): { readonly lines: readonly HexLine[]; readonly arrivals: number; readonly problem?: Problem } {
  const workspace = useWorkspace();
  const { id } = session;
  const { space, top, generation } = session.hex;
  const arrivals = useStore(workspace.caches(id, space).arrivals);
  const [problem, setProblem] = useState<Problem>();

  const lines = useMemo(() => {
    const out: HexLine[] = [];
    for (let row = top; row < top + count; row++) {
      const line = map.line(row);
      if (line === undefined) break;
      out.push(line);
    }
    return out;
  }, [map, top, count]);

  useEffect(() => {
    let current = true;
    const { blocks, places } = workspace.caches(id, space);
    const wanted = new Set<bigint>();
    const ranges: [bigint, bigint][] = [];
    const width = BigInt(map.rowBytes);
    for (const line of lines) {
      if (line.type !== 'bytes') continue;
      wanted.add(line.address - (line.address % BigInt(BLOCK_BYTES)));
      const last = ranges.at(-1);
      if (last?.[1] === line.address) last[1] += width;
      else ranges.push([line.address, line.address + width]);
    }
    for (const start of wanted) {
      if (blocks.peek(start) !== undefined) continue;
      void blocks.load(start).then((block) => {
        if (current) setProblem(block.problem);
      });
    }
    for (const [from, to] of ranges) void places.load(from, to);
    return () => {
      current = false;
    };
  }, [workspace, id, space, map, lines, generation]);

  return { lines, arrivals, ...(problem === undefined ? {} : { problem }) };
}
