import { closeSync, ftruncateSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

import { describe, expect, test } from 'vitest';

import type { DumpFile, ScanOptions } from '../../../src/main/engine/file/dump-file.ts';
import { fileOffset } from '../../../src/shared/units.ts';
import { IMPLEMENTATIONS } from './support/implementations.ts';
import { temporaryFolder } from './support/temporary.ts';

const folder = temporaryFolder();
const SIZE = 2 ** 28;

function sparseFile(): string {
  const path = folder.file('zeros.bin');
  const descriptor = openSync(path, 'w');
  ftruncateSync(descriptor, SIZE);
  closeSync(descriptor);
  return path;
}

const path = sparseFile();

/** A scan that takes seconds: the same zeros, a hundred times over. */
const longScan = (file: DumpFile, more: Partial<ScanOptions>): Promise<unknown> =>
  file.scan({
    ranges: Array.from({ length: 100 }, () => ({ start: fileOffset(0), length: SIZE, address: 0 })),
    query: { kind: 'values', values: BigUint64Array.of(1n, 2n), wordSize: 8, bigEndian: false },
    ...more,
  });

/** Processor milliseconds that the process used in a quarter of a second without work of its own. */
async function idleUse(): Promise<number> {
  const before = process.cpuUsage();
  await wait(250);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds from cancelling a long scan to its rejection. */
async function cancelAtThirdReport(file: DumpFile): Promise<number> {
  const controller = new AbortController();
  let reports = 0;
  let cancelledAt = 0;
  const scan = longScan(file, {
    signal: controller.signal,
    onProgress: () => {
      reports++;
      if (reports !== 3) return;
      cancelledAt = performance.now();
      controller.abort();
    },
  });
  await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled', file: path } });
  const latency = performance.now() - cancelledAt;
  expect(reports).toBe(3);
  return latency;
}

describe.each(IMPLEMENTATIONS)('a long scan, $name,', ({ open }) => {
  test('ends within 100 ms of being cancelled, and its threads with it', async () => {
    const file = open(path);
    const latencies: number[] = [];
    for (let round = 0; round < 5; round++) latencies.push(await cancelAtThirdReport(file));
    // The best of five: a busy machine may keep any one of them waiting.
    expect(Math.min(...latencies)).toBeLessThan(100);
    expect(await idleUse()).toBeLessThan(150);
    file.close();
  });

  test('does not start when it was cancelled before', async () => {
    const file = open(path);
    const scan = longScan(file, { signal: AbortSignal.abort() });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    file.close();
  });

  test('is cancelled by closing its file', async () => {
    const file = open(path);
    const scan = longScan(file, {
      onProgress: () => {
        file.close();
      },
    });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    expect(await idleUse()).toBeLessThan(150);
  });

  test('reports about ten times a second while nothing is found', async () => {
    const file = open(path);
    const at: number[] = [];
    const controller = new AbortController();
    const scan = longScan(file, {
      signal: controller.signal,
      onProgress: () => {
        at.push(performance.now());
        if (at.length === 6) controller.abort();
      },
    });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    const gaps = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    // One late turn of the event loop may shorten the gap after it.
    expect(gaps.reduce((sum, gap) => sum + gap) / gaps.length).toBeGreaterThan(80);
    file.close();
  });

  test('hands out early hits while it goes on', async () => {
    const file = open(path);
    const controller = new AbortController();
    let early = 0;
    const started = performance.now();
    const scan = longScan(file, {
      query: { kind: 'selfRelative', delta: -BigInt(SIZE / 2), wordSize: 8, bigEndian: false },
      signal: controller.signal,
      onProgress: (done, total, fresh) => {
        if (fresh.offsets.length === 0) return;
        early = done / total;
        controller.abort();
      },
    });
    await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    // The word at half of the file is the first hit, 1/200 of the way through.
    expect(early).toBeGreaterThan(0);
    expect(early).toBeLessThan(0.2);
    expect(performance.now() - started).toBeLessThan(5000);
    file.close();
  });

  test('leaves the event loop free', async () => {
    const file = open(path);
    const controller = new AbortController();
    const scan = longScan(file, { signal: controller.signal });
    scan.catch(() => undefined);
    const turns: number[] = [];
    for (let turn = 0, last = performance.now(); turn < 21; turn++) {
      await wait(1);
      turns.push(performance.now() - last);
      last = performance.now();
    }
    controller.abort();
    await expect(scan).rejects.toMatchObject({ problem: { code: 'cancelled' } });
    // The middle one: a busy machine may keep a few of them waiting.
    expect(turns.toSorted((a, b) => a - b)[10]).toBeLessThan(100);
    file.close();
  });
});
