import { useState, type ReactElement } from 'react';
import type { FieldName } from '../../shared/fields.ts';
import type { FieldShape } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { pinBox } from '../commands/focus.ts';
import { t } from '../kit/i18n.ts';
import { parseOffset, pinField } from '../workspace/pins.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

interface PinFormProps {
  readonly name: FieldName;
  /** Absent for a field that was not found. */
  readonly shape?: FieldShape;
}

/** Lets the user put a field where they think it lies, and take that back. */
export function PinForm({ name, shape }: PinFormProps): ReactElement {
  const workspace = useWorkspace();
  const [text, setText] = useState('');
  const offset = parseOffset(text);
  const wrong = text.trim() !== '' && offset === undefined;
  const pinned = shape?.pinned;
  return (
    <form
      className="pin-form"
      onClick={(event) => {
        event.stopPropagation();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        if (offset === undefined) return;
        pinField(workspace, name, offset);
        setText('');
      }}
    >
      {pinned !== undefined && (
        <span className="pin-state">
          {pinned.found === undefined ? t('pin.wasNowhere') : t('pin.wasAt', { offset: hex(pinned.found) })}{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              pinField(workspace, name, undefined);
            }}
          >
            {t('pin.undo')}
          </button>
        </span>
      )}
      <span className={wrong ? 'box box-small is-wrong' : 'box box-small'}>
        <input
          id={pinBox(name)}
          className="mono"
          type="text"
          size={8}
          aria-label={t('pin.offsetOf', { field: name })}
          aria-invalid={wrong}
          title={wrong ? t('pin.wrong') : undefined}
          placeholder={shape === undefined ? '0x…' : hex(shape.offset)}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </span>
      <button type="submit" className="button button-small" disabled={offset === undefined}>
        {t('pin.here')}
      </button>
    </form>
  );
}
