import { useState, type ReactElement } from 'react';
import { isFontName } from '../../shared/settings.ts';
import { t } from '../kit/i18n.ts';

interface FontSettingProps {
  readonly name: 'treeFont' | 'hexFont';
  readonly value: string;
  readonly onChange: (font: string) => void;
}

/** Families that many systems have; any other can be typed. */
const KNOWN = {
  treeFont: ['Inter', 'Segoe UI', 'Noto Sans', 'Roboto', 'Ubuntu', 'Helvetica Neue'],
  hexFont: ['JetBrains Mono', 'Cascadia Mono', 'Fira Code', 'DejaVu Sans Mono', 'Menlo', 'Consolas'],
} as const;

/** A font by its name; empty for the system’s. A name that is none is marked and not taken. */
export function FontSetting({ name, value, onChange }: FontSettingProps): ReactElement {
  const [typed, setTyped] = useState(value);
  const [before, setBefore] = useState(value);
  if (before !== value) {
    // Changed from elsewhere: another window, or everything as at first.
    setBefore(value);
    setTyped(value);
  }
  const wrong = !isFontName(typed);
  return (
    <label className="setting">
      <span>{t('settings.font')}</span>
      <span className={wrong ? 'box is-wrong' : 'box'}>
        <input
          type="text"
          list={`${name}-known`}
          data-setting={name}
          placeholder={t('settings.font.system')}
          aria-invalid={wrong}
          spellCheck={false}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            const next = event.target.value;
            setTyped(next);
            if (isFontName(next)) onChange(next);
          }}
        />
      </span>
      <datalist id={`${name}-known`}>
        {KNOWN[name].map((font) => (
          <option key={font} value={font} />
        ))}
      </datalist>
    </label>
  );
}
