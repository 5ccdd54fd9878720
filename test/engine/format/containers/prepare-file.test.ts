import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  prepareFile,
  type PreparedFile,
} from '../../../../src/main/engine/format/containers/prepare-file.ts';
import { openDumpFile } from '../../../../src/main/engine/file/open-file.ts';
import { openDump } from '../../../../src/main/engine/format/detect.ts';
import { Fields } from '../../../support/formats/fields.ts';
import { pagesOf } from '../../../support/formats/guest-pages.ts';
import { savevmImage } from '../../../support/formats/savevm-image.ts';
import packed from './packed.json' with { type: 'json' };

const MIB = 1024 * 1024;
let folder = '';
let cache = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taskshape-packed-'));
  cache = join(folder, 'cache');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const save = (bytes: Uint8Array, name = 'dump'): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
const prepare = (bytes: Uint8Array, options = {}): Promise<PreparedFile> =>
  prepareFile(save(bytes), { folder: cache, ...options });
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const files = Object.entries(packed.files).map(([kind, text]) => ({
  kind,
  bytes: new Uint8Array(Buffer.from(text, 'base64')),
}));

/** A member of a tar archive; `how` its size is written: in octal, as a number, or in a pax header before it. */
function tarEntry(name: string, bytes: Buffer, how: 'plain' | 'gnu' | 'pax' = 'plain'): Buffer {
  const head = Buffer.alloc(512);
  const octal = (value: number): string => value.toString(8).padStart(11, '0');
  head.write(name, 0);
  head.write(how === 'pax' ? octal(0) : octal(bytes.length), 124);
  if (how === 'gnu') {
    head.fill(0, 124, 136);
    head[124] = 0x80;
    head.writeUInt32BE(bytes.length, 132);
  }
  head.write(name.endsWith('PAX') ? 'x' : name.endsWith('/') ? '5' : '0', 156);
  head.write('ustar\0' + '00', 257);
  head.fill(' ', 148, 156);
  const sum = head.reduce((total, byte) => total + byte, 0);
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const before = how === 'pax' ? tarEntry('PAX', Buffer.from(`20 size=${bytes.length}\n`)) : Buffer.alloc(0);
  return Buffer.concat([before, head, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

describe('files packed by the ordinary tools', () => {
  it.each(files)('unpacks $kind into the cache, for its owner alone', async ({ bytes }) => {
    const { path, packings, notices } = await prepare(bytes);
    expect(sha256(path)).toBe(packed.sha256);
    expect(path.startsWith(cache)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(packings).toHaveLength(1);
    expect(notices).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['cache', 'dump']);
  });

  it.each(files)('keeps what a cut-off file of $kind holds, or refuses it', async ({ kind, bytes }) => {
    const cut = bytes.subarray(0, kind === 'zip' ? bytes.length - 1 : Math.floor(bytes.length * 0.7));
    const result = await prepare(cut).catch((error: unknown) => error);
    if (result instanceof Error) expect(result).toMatchObject({ problem: { code: 'format-damaged' } });
    else {
      expect(result).toMatchObject({
        notices: [{ key: expect.stringContaining('notice.partlyUnpacked') as unknown }],
      });
      expect((await prepare(cut)).notices).toHaveLength(1);
    }
    expect(readdirSync(cache).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each(files)('stands damage anywhere in $kind', async ({ bytes }) => {
    for (let at = 0; at < 12; at++) {
      const damaged = bytes.slice();
      const place = 10 + Math.floor(((bytes.length - 11) * at) / 12);
      damaged[place] = (damaged[place] ?? 0) ^ 0xff;
      const result = await prepare(damaged, { maxBytes: 64 * MIB }).catch((error: unknown) => error);
      if (result instanceof Error) expect(result).toHaveProperty('problem.code');
    }
  });
});

describe('preparing a file', () => {
  const content = Buffer.alloc(3 * MIB, 'memory ');

  it('leaves a file that is not packed where it is', async () => {
    const result = await prepare(content);
    expect(result).toEqual({ path: join(folder, 'dump'), packings: [], notices: [] });
  });

  it('unpacks once', async () => {
    const first = await prepare(gzipSync(content));
    const before = statSync(first.path).ino;
    const calls: number[] = [];
    const second = await prepareFile(join(folder, 'dump'), {
      folder: cache,
      onProgress: (done) => calls.push(done),
    });
    expect(second.path).toBe(first.path);
    expect(statSync(second.path).ino).toBe(before);
    expect(calls).toEqual([]);
  });

  it('unpacks what is packed twice', async () => {
    const { path, packings } = await prepare(zstdCompressSync(gzipSync(content)));
    expect(packings).toEqual(['zstd', 'gzip']);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('tells its progress in packed bytes', async () => {
    const bytes = gzipSync(content);
    const calls: [number, number, number][] = [];
    await prepare(bytes, { onProgress: (...call: [number, number, number]) => calls.push(call) });
    expect(calls.at(-1)).toEqual([bytes.length, bytes.length, content.length]);
  });

  it('ends with cancelled and leaves nothing behind', async () => {
    const abort = new AbortController();
    const options = {
      signal: abort.signal,
      onProgress: () => {
        abort.abort();
      },
    };
    await expect(prepare(gzipSync(content), options)).rejects.toMatchObject({
      problem: { code: 'cancelled' },
    });
    expect(readdirSync(cache)).toEqual([]);
  });

  it('refuses a bomb, and leaves nothing behind', async () => {
    const bomb = zstdCompressSync(Buffer.alloc(256 * MIB));
    await expect(prepare(bomb, { maxBytes: 32 * MIB })).rejects.toMatchObject({
      problem: { code: 'format-damaged', message: { key: 'failure.bomb' } },
    });
    expect(readdirSync(cache)).toEqual([]);
  });

  it('gives zeros no room on the disk', async () => {
    const { path } = await prepare(gzipSync(Buffer.alloc(64 * MIB)));
    expect(statSync(path).size).toBe(64 * MIB);
    expect(statSync(path).blocks * 512).toBeLessThan(MIB);
  });

  it('takes the largest file of an archive', async () => {
    const entry = (name: string, data: Uint8Array, offset: number) => {
      const bytes = deflateRawSync(data);
      const common = (out: Fields) =>
        out.u16(0).u16(8).u32(0, 0, bytes.length, data.length).u16(name.length).u16(0);
      return {
        local: common(new Fields('little').text('PK\x03\x04').u16(20)).text(name).raw(bytes).bytes(),
        central: common(new Fields('little').text('PK\x01\x02').u16(20).u16(20))
          .u16(0)
          .u16(0)
          .u16(0)
          .u32(0, offset)
          .text(name)
          .bytes(),
      };
    };
    const small = entry('readme.txt', Buffer.from('hello'), 0);
    const large = entry('memory.raw', content, small.local.length);
    const central = Buffer.concat([small.central, large.central]);
    const end = new Fields('little').text('PK\x05\x06').u16(0).u16(0).u16(2).u16(2);
    const archive = Buffer.concat([
      small.local,
      large.local,
      central,
      end
        .u32(central.length, small.local.length + large.local.length)
        .u16(0)
        .bytes(),
    ]);
    const { path } = await prepare(archive);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it.each(files.filter(({ kind }) => kind !== 'zip' && kind !== 'lzop'))(
    'unpacks all members of $kind, not the first alone',
    async ({ bytes }) => {
      const { path, notices } = await prepare(Buffer.concat([bytes, bytes]));
      expect(statSync(path).size).toBe(2 * packed.length);
      expect(notices).toEqual([]);
    },
  );

  it('keeps the whole frames of a .zst file whose last one is cut off, and says so', async () => {
    const frame = zstdCompressSync(content);
    const { path, notices } = await prepare(Buffer.concat([frame, frame.subarray(0, frame.length - 9)]));
    expect(statSync(path).size).toBeGreaterThanOrEqual(content.length);
    expect(notices).toHaveLength(1);
  });

  it('takes the largest file of a tar archive, as GNU and pax write their sizes', async () => {
    for (const size of ['plain', 'gnu', 'pax'] as const) {
      const archive = Buffer.concat([
        tarEntry('readme.txt', Buffer.alloc(1000, 'r')),
        tarEntry('memory.raw', content, size),
        Buffer.alloc(1024),
      ]);
      const { path, packings } = await prepare(archive);
      expect(readFileSync(path).equals(content)).toBe(true);
      expect(packings).toEqual(['tar']);
      expect((await prepare(gzipSync(archive))).packings).toEqual(['gzip', 'tar']);
    }
  });

  it('refuses a tar archive without files, and one with a damaged header', async () => {
    await expect(prepare(tarEntry('folder/', Buffer.alloc(0)))).rejects.toHaveProperty(
      'problem.code',
      'format-damaged',
    );
    const archive = tarEntry('memory.raw', content);
    archive[0] = 1;
    await expect(prepare(archive)).rejects.toHaveProperty('problem.code', 'format-damaged');
  });

  it('unpacks the stream of a machine that libvirt saved', async () => {
    const pages = pagesOf([0, 1, 2, 3]);
    const stream = gzipSync(savevmImage({ blocks: [{ name: 'pc.ram', length: 4 * 4096, pages }] }));
    const header = new Fields('little')
      .text('LibvirtQemudSave')
      .u32(2, 9, 1, 1, 0)
      .upTo(92)
      .text('<domain/>');
    const { path } = await prepare(header.raw(stream).bytes());
    const file = openDumpFile(path);
    expect(openDump(file).memory.size).toBe(4 * 4096);
    file.close();
  });

  it('rejects what is not there', async () => {
    await expect(prepareFile(join(folder, 'nothing'))).rejects.toMatchObject({
      problem: { code: 'file-not-found' },
    });
  });
});
