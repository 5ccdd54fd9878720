import * as v from 'valibot';

/** How a dump was looked at, so that it can be looked at so again. Plain data: a host keeps it as JSON. */

/** In JSON, 64 bits are hexadecimal digits. */
const digits = v.pipe(v.string(), v.regex(/^[0-9a-f]{1,16}$/));

/** Longest filter that is kept. */
export const LONGEST_FILTER = 1000;

export const dumpViewSchema = v.strictObject({
  /** The selected task. Pids are given out again: a pid with a start time, in nanoseconds since boot, is one task. */
  task: v.optional(v.strictObject({ pid: v.pipe(v.number(), v.safeInteger()), start: digits })),
  space: v.picklist(['virtual', 'physical', 'file']),
  /** The first address in view. */
  top: v.optional(digits),
  /** A name the view knows, or once knew. */
  panel: v.pipe(v.string(), v.maxLength(30)),
  picture: v.picklist(['tree', 'map']),
  filter: v.pipe(v.string(), v.maxLength(LONGEST_FILTER)),
  kernelThreads: v.boolean(),
  threads: v.boolean(),
  zombies: v.boolean(),
  namespaces: v.boolean(),
  flat: v.boolean(),
  /** The column the tasks are sorted by, as `panel`. */
  sort: v.pipe(v.string(), v.maxLength(30)),
  descending: v.boolean(),
});

export type DumpView = v.InferOutput<typeof dumpViewSchema>;
