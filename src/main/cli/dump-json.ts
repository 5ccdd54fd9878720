import type { AnalysedDump } from './analysed-dump.ts';
import { hex } from '../../shared/units.ts';

/** What is known of the file and its machine; what is not is null. */
export function dumpJson({ snapshot, problem }: AnalysedDump): Record<string, unknown> {
  const { info } = snapshot;
  const kernel = info?.kernel;
  return {
    path: snapshot.path,
    format: info?.format ?? null,
    formatDetail: info?.formatDetail ?? null,
    sizeBytes: info?.sizeBytes ?? null,
    memoryBytes: info?.memoryBytes ?? null,
    architecture: kernel?.architecture ?? null,
    wordSize: kernel?.wordSize ?? null,
    byteOrder: kernel?.byteOrder ?? null,
    release: kernel?.release ?? null,
    hostname: kernel?.hostname ?? null,
    banner: kernel?.banner ?? null,
    initTask: kernel === undefined ? null : hex(kernel.initTask),
    initTaskPhysical: kernel === undefined ? null : hex(kernel.initTaskPhysical),
    imageDelta: kernel === undefined ? null : hex(kernel.imageDelta),
    directMapDelta: kernel === undefined ? null : hex(kernel.directMapDelta),
    analysed: snapshot.earlier === undefined ? null : new Date(snapshot.earlier.endedMs).toISOString(),
    notices: info?.notices ?? [],
    problem: problem ?? null,
  };
}

/** Every recovered field by its name, with what proves its place. */
export function shapeJson({ snapshot }: AnalysedDump): Record<string, unknown> | null {
  if (snapshot.shape === undefined) return null;
  return Object.fromEntries(
    snapshot.shape.fields.map(({ name, struct, kind, offset, width, evidence }) => [
      name,
      { name, struct, kind, offset, width, evidence },
    ]),
  );
}
