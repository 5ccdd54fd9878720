import * as v from 'valibot';

/** How a dump was looked at, so that it can be looked at so again. Plain data: a host keeps it as JSON. */

/** In JSON, 64 bits are hexadecimal digits. */
const digits = v.pipe(v.string(), v.regex(/^[0-9a-f]{1,16}$/));
/** Names that the view knows, or once knew. */
const name = v.pipe(v.string(), v.maxLength(40));

/** Longest filter that is kept. */
export const LONGEST_FILTER = 1000;
/** Longest search that is kept: nothing longer can be searched for. */
export const LONGEST_SEARCH = 2000;
/** Longest path that is kept (`PATH_MAX` of Linux; Windows allows more, which hardly anybody has). */
export const LONGEST_PATH = 4096;
/** Most places of the history that are kept. */
export const MOST_VISITS = 50;
/** Most tasks that are kept as folded or not. */
export const MOST_FOLDS = 2000;

const addressOrNone = v.union([v.literal(''), digits]);
const space = v.picklist(['virtual', 'physical', 'file']);
const mark = v.strictObject({ field: name, part: v.optional(name) });

const visit = v.strictObject({
  space,
  top: digits,
  /** The address of the task that was selected. */
  task: v.optional(digits),
  mark: v.optional(mark),
  passing: v.boolean(),
});

export const dumpViewSchema = v.strictObject({
  /** The selected task. Pids are given out again: a pid with a start time, in nanoseconds since boot, is one task. */
  task: v.optional(v.strictObject({ pid: v.pipe(v.number(), v.safeInteger()), start: digits })),
  space,
  /** The first address in view. */
  top: v.optional(digits),
  /** The selected bytes, both ends included, in either order. */
  selection: v.optional(v.strictObject({ anchor: digits, focus: digits })),
  mark: v.optional(mark),
  /** The places one can go back and forward to, and which of them is the present one. */
  history: v.optional(
    v.strictObject({
      visits: v.pipe(v.array(visit), v.maxLength(MOST_VISITS)),
      at: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MOST_VISITS - 1)),
    }),
  ),
  /** The addresses of tasks whose children are folded away; or with `all`, of those alone whose children are not. */
  folded: v.optional(
    v.strictObject({ all: v.boolean(), but: v.pipe(v.array(digits), v.maxLength(MOST_FOLDS)) }),
  ),
  /** A name the view knows, or once knew. */
  panel: name,
  picture: v.picklist(['tree', 'map']),
  /** What colours the map goes by, as `panel`. */
  colouring: v.optional(name),
  /** What the map is zoomed into: the address of a task, and that of the last where several share a box. */
  zoom: v.optional(v.object({ task: digits, last: v.optional(digits) })),
  /** What was searched for last, not what was found. */
  search: v.optional(
    v.strictObject({
      kind: name,
      text: v.pipe(v.string(), v.maxLength(LONGEST_SEARCH)),
      byteOrder: v.picklist(['little', 'big']),
    }),
  ),
  /** The addresses of the two tasks that are compared; empty for none yet. */
  compared: v.optional(v.tuple([addressOrNone, addressOrNone])),
  /** The path of the dump that this one is compared with: it names an open dump, and opens none. */
  comparedWith: v.optional(v.pipe(v.string(), v.maxLength(LONGEST_PATH))),
  /** Which kernel is shown where the dump holds several: where its init_task is, virtual and physical. */
  kernel: v.optional(v.strictObject({ initTask: digits, physical: v.optional(digits) })),
  filter: v.pipe(v.string(), v.maxLength(LONGEST_FILTER)),
  kernelThreads: v.boolean(),
  threads: v.boolean(),
  zombies: v.boolean(),
  namespaces: v.boolean(),
  flat: v.boolean(),
  /** The column the tasks are sorted by, as `panel`. */
  sort: name,
  descending: v.boolean(),
});

export type DumpView = v.InferOutput<typeof dumpViewSchema>;
