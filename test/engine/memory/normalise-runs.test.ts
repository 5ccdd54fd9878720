import { describe, expect, it } from 'vitest';
import { normaliseRuns } from '../../../src/main/engine/memory/normalise-runs.ts';
import { english } from '../../../src/shared/i18n/english.ts';

const FILE = 0x10000;

describe('putting runs in order', () => {
  it('sorts them and merges those that go on in memory and in the file', () => {
    const { runs, notices } = normaliseRuns(
      [
        { start: 0x3000, length: 0x1000, file: 0x3010 },
        { start: 0x1000, length: 0x1000, file: 0x1010 },
        { start: 0x2000, length: 0x1000, file: 0x2010 },
      ],
      FILE,
    );
    expect(runs).toEqual([{ start: 0x1000, length: 0x3000, file: 0x1010 }]);
    expect(notices).toEqual([]);
  });

  it('leaves runs apart that touch in memory alone', () => {
    const described = [
      { start: 0x1000, length: 0x1000, file: 0x2000 },
      { start: 0x2000, length: 0x1000, file: 0x1000 },
    ];
    expect(normaliseRuns(described, FILE).runs).toEqual(described);
  });

  it('gives overlapping memory to the run that begins first, and says so', () => {
    const { runs, notices } = normaliseRuns(
      [
        { start: 0x1800, length: 0x1000, file: 0x5000 },
        { start: 0x1000, length: 0x1000, file: 0x1000 },
        { start: 0x1900, length: 0x10, file: 0x9000 },
      ],
      FILE,
    );
    expect(runs).toEqual([
      { start: 0x1000, length: 0x1000, file: 0x1000 },
      { start: 0x2000, length: 0x800, file: 0x5800 },
    ]);
    expect(notices.map(english)).toEqual([expect.stringContaining('2064 bytes')]);
  });

  it('lets a byte of the file stand for one address only', () => {
    const { runs, notices } = normaliseRuns(
      [
        { start: 0x1000, length: 0x1000, file: 0x100 },
        { start: 0x9000, length: 0x1000, file: 0x100 },
      ],
      FILE,
    );
    expect(runs).toEqual([{ start: 0x1000, length: 0x1000, file: 0x100 }]);
    expect(notices).toHaveLength(1);
  });

  it('keeps the part of a cut-off run that is in the file', () => {
    const { runs, notices } = normaliseRuns(
      [
        { start: 0, length: 0x1000, file: 0xf800 },
        { start: 0x1000, length: 0x1000, file: 0x10800 },
      ],
      FILE,
    );
    expect(runs).toEqual([{ start: 0, length: 0x800, file: 0xf800 }]);
    expect(notices.map(english)).toEqual([expect.stringContaining('6144 bytes')]);
  });

  it('ignores runs that no machine can have', () => {
    const { runs, notices } = normaliseRuns(
      [
        { start: Infinity, length: 1, file: 0 },
        { start: -4096, length: 1, file: 0 },
        { start: 0, length: NaN, file: 0 },
        { start: 0, length: 0, file: 0 },
      ],
      FILE,
    );
    expect(runs).toEqual([]);
    expect(notices.map(english)).toEqual([expect.stringContaining('4 memory ranges')]);
  });
});
