import { memo, type ReactElement } from 'react';
import { hex } from '../../shared/units.ts';
import type { PartMap } from '../hex/shape-parts.ts';
import type { FieldName } from '../../shared/fields.ts';

interface StructStripProps {
  readonly parts: PartMap;
  readonly marked: FieldName | undefined;
  readonly onField: (name: FieldName) => void;
}

/** The whole struct as a strip: which offsets are known, by family. For the mouse; the list below says the same. */
export const StructStrip = memo(function StructStrip({
  parts,
  marked,
  onField,
}: StructStripProps): ReactElement {
  const share = (bytes: number): string => `${String((100 * bytes) / parts.extent)}%`;
  const known = parts.parts.reduce((sum, part) => sum + part.size, 0);
  return (
    <div
      className="strip-map"
      aria-hidden="true"
      title={`${String(known)} of ${String(parts.extent)} bytes of task_struct are known`}
    >
      {parts.parts.map((part) => (
        <span
          key={part.name}
          className={`strip-part fam-${part.family}${part.field === marked ? ' is-selected' : ''}`}
          style={{ left: share(part.offset), width: share(part.size) }}
          title={`${part.name}: +${hex(part.offset)}, ${String(part.size)} bytes`}
          onClick={() => {
            onField(part.field);
          }}
        />
      ))}
    </div>
  );
});
