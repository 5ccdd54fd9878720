import { say, type SentenceValue } from '../../../shared/i18n/sentence.ts';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A query compiled by the addon; freed with its last reference. */
export type CompiledQuery = object;

/** What a scan ends with: offsets, which, capped, and where the file changed or −1. */
export type NativeScanEnd = readonly [Float64Array, Uint32Array, boolean, number];

/**
 * The addon's functions (native/src/*_bindings.cpp). Numbers below zero are answers too: −1 closed, −2 the file
 * changed, −3 a bad call.
 */
export interface NativeAddon {
  /** Handle, or the negative errno. */
  open(path: string): number;
  size(file: number): number;
  changedAt(file: number): number;
  read(file: number, offset: number, target: Uint8Array): number;
  gather(file: number, offsets: Float64Array, length: number, target: Uint8Array): number;
  close(file: number): void;
  compile(
    kind: string,
    data: Uint8Array | BigUint64Array,
    lengths: Uint32Array | undefined,
    wordSize: number,
    bigEndian: boolean,
    portable: boolean,
  ): CompiledQuery | undefined;
  scan(
    file: number,
    query: CompiledQuery,
    ranges: Float64Array,
    maxHits: number,
    threads: number,
    chunkBytes: number,
    news: (
      done: number,
      total: number,
      offsets: Float64Array,
      which: Uint32Array,
      end: NativeScanEnd | undefined,
    ) => void,
  ): number;
  cancel(scan: number): void;
  scanBytes(
    query: CompiledQuery,
    bytes: Uint8Array,
    address: number,
    maxHits: number,
  ): [Float64Array, Uint32Array] | undefined;
}

const FUNCTIONS = ['open', 'read', 'gather', 'close', 'compile', 'scan', 'cancel', 'scanBytes'];

/** Where `npm install` puts the addon, seen from the project, an unpacked bundle or a package's resources. */
const ADDON = join('native', 'build', 'Release', 'taskshape.node');

/** The addon, or why there is none. */
export type NativeAddonState =
  | { readonly addon: NativeAddon; readonly reason?: undefined }
  | { readonly addon: undefined; readonly reason: SentenceValue };

let state: NativeAddonState | undefined;

/** Loads the addon at the first call in a thread. `TASKSHAPE_NO_NATIVE=1` keeps it out. */
export function nativeAddon(): NativeAddonState {
  state ??= load();
  return state;
}

function load(): NativeAddonState {
  if (process.env['TASKSHAPE_NO_NATIVE'] === '1') return missing(say('notice.addonOff'));
  const file = findAddon(dirname(fileURLToPath(import.meta.url)));
  if (file === undefined) return missing(say('notice.addonNotBuilt'));
  try {
    const loaded: unknown = createRequire(import.meta.url)(file);
    if (isNativeAddon(loaded)) return { addon: loaded };
    return missing(say('notice.addonOther', { file }));
  } catch (error) {
    return missing(error instanceof Error ? error.message : String(error));
  }
}

const missing = (reason: SentenceValue): NativeAddonState => ({ addon: undefined, reason });

/**
 * Walks up from this module: src/main/engine/file in a checkout, out/main in a bundle. In an Electron package code
 * lies in app.asar, from which no library can be loaded; its twin app.asar.unpacked holds the addon.
 */
export function findAddon(from: string): string | undefined {
  let folder = from;
  for (;;) {
    const onDisk = folder.replace(/app\.asar(?=$|[\\/])/, 'app.asar.unpacked');
    const file = join(onDisk, ADDON);
    if (existsSync(file)) return file;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

function isNativeAddon(value: unknown): value is NativeAddon {
  if (typeof value !== 'object' || value === null) return false;
  return FUNCTIONS.every((name) => typeof Reflect.get(value, name) === 'function');
}
