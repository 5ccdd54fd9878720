import type { Target } from '../target.ts';

type Load = () => Promise<Target>;

const format =
  (name: string): Load =>
  async () =>
    (await import('./formats.ts')).formatTarget(name);
const pair =
  (name: 'vmware' | 'kdump'): Load =>
  async () =>
    (await import('./pairs.ts')).pairTarget(name);
const packed =
  (name: string): Load =>
  async () =>
    (await import('./packed.ts')).packedTarget(name);

/** Targets by name. Each is loaded in the process that fuzzes it, after its sources can be counted. */
const LOADERS: Readonly<Record<string, Load>> = {
  elf: format('elf'),
  kdump: format('kdump'),
  'kdump-split': pair('kdump'),
  flattened: format('flattened'),
  lime: format('lime'),
  avml: format('avml'),
  savevm: format('savevm'),
  libvirt: format('libvirt'),
  vmware: format('vmware'),
  vmem: pair('vmware'),
  'xen-elf': format('xen pfn'),
  'xen-p2m': format('xen p2m'),
  'xc-core': format('xen old'),
  'xen-save': format('xen save'),
  foreign: format('foreign'),
  gzip: packed('gzip'),
  bzip2: packed('bzip2'),
  xz: packed('xz'),
  zstd: packed('zstd'),
  lz4: packed('lz4'),
  lzop: packed('lzop'),
  zip: packed('zip'),
  hibernation: packed('hibernation'),
  decoders: async () => (await import('./decoders.ts')).decoders,
  scan: async () => (await import('./scan.ts')).scan,
  wire: async () => (await import('./wire.ts')).wire(),
  cache: async () => (await import('./cache.ts')).cache(),
  engine: async () => (await import('./engine.ts')).engine(),
};

export const TARGETS: readonly string[] = Object.keys(LOADERS);

/** Not in the list: what proves that the fuzzer sees what it shall. */
const SELF_TEST = 'self-test';

export async function loadTarget(name: string): Promise<Target> {
  const load = name === SELF_TEST ? async () => (await import('./self-test.ts')).selfTest : LOADERS[name];
  if (load === undefined) throw new Error(`There is no target ${name}.`);
  return load();
}

/** By what an input of the target is made smaller. */
export async function recordsOf(name: string): Promise<NonNullable<Target['records']>> {
  const target = await loadTarget(name);
  target.close?.();
  return target.records ?? { head: 0, size: 1 };
}
