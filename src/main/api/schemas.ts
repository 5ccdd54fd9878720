import * as v from 'valibot';
import type { ApiArgs, ApiMethod } from '../../shared/api.ts';
import { dumpViewSchema } from '../../shared/dump-view.ts';
import { fieldNames } from '../../shared/fields.ts';
import { settingsSchema } from '../../shared/settings.ts';

/** Bytes one `read` may ask for. */
export const MAX_READ_BYTES = 1024 * 1024;
/** Longest path any system takes (PATH_MAX is 4096 on Linux, 32,767 on Windows). */
const MAX_PATH = 32_767;
/** Dumps one window may say it has open. */
const MAX_DUMPS = 200;
const MAX_ADDRESS = 0xffff_ffff_ffff_ffffn;

const nothing = v.strictObject({});
const session = v.pipe(v.string(), v.maxLength(64));
const path = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(MAX_PATH),
  v.check((text) => !text.includes('\0'), 'A path holds no NUL.'),
);
const space = v.picklist(['virtual', 'physical', 'file']);
const address = v.pipe(v.bigint(), v.minValue(0n), v.maxValue(MAX_ADDRESS));
const length = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_READ_BYTES));
const row = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Longest byte string one may search for. */
const MAX_PATTERN = 256;

const pattern = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length > 0 && bytes.length <= MAX_PATTERN, 'A pattern has 1 to 256 bytes.'),
);
const query = v.variant('kind', [
  v.pipe(
    v.strictObject({ kind: v.literal('bytes'), bytes: pattern, mask: pattern }),
    v.check(({ bytes, mask }) => bytes.length === mask.length, 'The mask is as long as the bytes.'),
  ),
  v.strictObject({
    kind: v.literal('integer'),
    value: address,
    width: v.picklist([1, 2, 4, 8]),
    byteOrder: v.picklist(['little', 'big']),
  }),
  v.strictObject({ kind: v.literal('pointers'), from: address, to: address }),
]);
const search = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The arguments of every method. A method added to the contract does not compile until it stands here. */
export const ARGUMENTS: { readonly [K in ApiMethod]: v.GenericSchema<unknown, ApiArgs<K>> } = {
  describeHost: nothing,
  listDirectory: v.strictObject({ path }),
  pickFiles: nothing,
  openDump: v.strictObject({ path }),
  openSample: nothing,
  listRecent: nothing,
  lastOpen: nothing,
  rememberOpen: v.strictObject({
    dumps: v.pipe(v.array(v.strictObject({ session, view: dumpViewSchema })), v.maxLength(MAX_DUMPS)),
    active: v.optional(session),
  }),
  openWindow: v.strictObject({ session: v.optional(session) }),
  forgetRecent: v.strictObject({ path: v.optional(path) }),
  cancelAnalysis: v.strictObject({ session }),
  analyseAgain: v.strictObject({ session }),
  selectKernel: v.strictObject({ session, kernel: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  closeDump: v.strictObject({ session }),
  snapshot: v.strictObject({ session }),
  read: v.strictObject({ session, space, address, length }),
  locate: v.strictObject({ session, space, address }),
  segments: v.strictObject({ session, space }),
  describeTask: v.strictObject({ session, row }),
  pinField: v.strictObject({
    session,
    name: v.picklist(fieldNames),
    offset: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  }),
  search: v.strictObject({ session, search, query }),
  cancelSearch: v.strictObject({ session }),
  fingerprint: v.strictObject({ session }),
  clearResults: nothing,
  keepSettings: v.strictObject({ settings: settingsSchema }),
};

/** True for the name of a method, and for nothing an object merely inherits. */
export const isMethod = (name: unknown): name is ApiMethod =>
  typeof name === 'string' && Object.hasOwn(ARGUMENTS, name);
