const MIB = 1024 * 1024;

/** What a whole process may take on a page-cached dump, in seconds; dumps of other sizes have no target. */
export function targetFor(bytes: number): number | undefined {
  if (bytes <= 160 * MIB) return 0.45;
  return bytes > 4000 * MIB && bytes < 4300 * MIB ? 1.2 : undefined;
}

/** From the start of a process to the whole tree of a dump that was analysed before, in seconds. */
export const REOPENING = 0.2;

/** Not measured here: figures taken once, on another machine, for dumps like these. */
export const RIVALS = `Recorded figures of other tools (taken once, on another machine, after a download of 855 MB of debug
information that Taskshape does not need; not measured in this run):
  128 MiB                  drgn 0.43 s, Volatility 3 7 s, crash 11 s
  4 GiB, 10,125 tasks      drgn 1.2 s and 237 MB (four columns), crash 14 s, Volatility 3 25 s and 609 MB
  reading those 4.3 GB     cat 0.47 s
`;
