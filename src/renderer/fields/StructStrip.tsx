import { memo, type ReactElement } from 'react';
import type { ContentRun } from '../../shared/api.ts';
import { hex } from '../../shared/units.ts';
import type { PartMap } from '../hex/shape-parts.ts';
import type { FieldName } from '../../shared/fields.ts';
import { t } from '../kit/i18n.ts';

interface StructStripProps {
  readonly parts: PartMap;
  /** What the rest of the selected task looks like. */
  readonly unknown: readonly ContentRun[];
  readonly marked: FieldName | undefined;
  readonly onField: (name: FieldName) => void;
}

/** The whole struct as a strip: which offsets are known, by family. For the mouse; the list below says the same. */
export const StructStrip = memo(function StructStrip({
  parts,
  unknown,
  marked,
  onField,
}: StructStripProps): ReactElement {
  const share = (bytes: number): string => `${String((100 * bytes) / parts.extent)}%`;
  const known = parts.parts.reduce((sum, part) => sum + part.size, 0);
  return (
    <div className="strip-map" aria-hidden="true" title={t('fields.known', { known, extent: parts.extent })}>
      {unknown
        .filter(({ content }) => content !== 'zero')
        .map(({ offset, length, content }) => (
          <span
            key={offset}
            className={`strip-part strip-unknown content-${content}`}
            style={{ left: share(offset), width: share(length) }}
            title={`+${hex(offset)}: ${t(`content.${content}`)}`}
          />
        ))}
      {parts.parts.map((part) => (
        <span
          key={part.name}
          className={`strip-part fam-${part.family}${part.field === marked ? ' is-selected' : ''}`}
          style={{ left: share(part.offset), width: share(part.size) }}
          title={t('fields.part', {
            part: part.name,
            offset: hex(part.offset),
            bytes: t('common.bytes', { count: part.size }),
          })}
          onClick={() => {
            onField(part.field);
          }}
        />
      ))}
    </div>
  );
});
