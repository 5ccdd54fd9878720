import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Session } from '../../src/main/engine/session/session.ts';
import { analyseFile } from '../support/analyse-file.ts';
import { compareWithTruth, readTruth } from '../support/truth.ts';
import { unpackDump } from '../support/unpack-dump.ts';
import { realDumps, UNPACKED } from './real-dumps.ts';

describe.each(realDumps())('the real dump $name', ({ packed, truth }) => {
  let session: Session;
  beforeAll(async () => {
    session = await analyseFile(await unpackDump(packed, UNPACKED));
  });
  afterAll(() => {
    session.close();
  });

  it('yields all tasks and threads of the truth and no other, with every field right', () => {
    const { table, problem } = session.snapshot();
    expect(problem).toBeUndefined();
    expect(table && compareWithTruth(table, readTruth(truth))).toEqual([]);
  });

  it('proves each field by a relation that holds for most of the tasks it was tested on', () => {
    for (const { name, evidence } of session.snapshot().shape?.fields ?? []) {
      expect(evidence.relation, name).not.toBe('');
      expect(evidence.satisfied, name).toBeGreaterThan(evidence.tested / 2);
      expect(evidence.satisfied, name).toBeLessThanOrEqual(evidence.tested);
    }
  });

  it('says where the bytes of every field of a task lie in the file', () => {
    const table = session.snapshot().table;
    const row = table?.pid.indexOf(1) ?? -1;
    const { fields } = session.describeTask(row);
    expect(fields.length).toBeGreaterThan(25);
    for (const { name, place, width } of fields) {
      expect(place.physical, name).toBeDefined();
      // Bytes that lie in the file compressed have no place in it of their own.
      if (place.file === undefined) {
        expect(session.snapshot().info?.format, name).toBe('kdump');
        continue;
      }
      expect(session.read('file', BigInt(place.file), width).bytes, name).toEqual(
        session.read('physical', BigInt(place.physical ?? 0), width).bytes,
      );
    }
  });
});
