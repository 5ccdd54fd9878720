import type { MouseEvent, ReactElement } from 'react';
import { FAMILIES } from '../fields/field-groups.ts';
import { t } from '../kit/i18n.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { SHOWN_CONTENTS, toggleKey, type LegendKey } from './legend.ts';
import type { PartMap } from './shape-parts.ts';

/** What the colours of the bytes mean; each can be switched off, and with Alt shown alone. */
export function Legend({ parts }: { readonly parts: PartMap }): ReactElement {
  const workspace = useWorkspace();
  const muted = useApp((app) => app.muted);
  const present = new Set(parts.parts.map(({ family }) => family));
  const families = FAMILIES.filter((family) => present.has(family));
  const keys: readonly LegendKey[] = [...families, ...SHOWN_CONTENTS];
  const chip = (key: LegendKey, title: string, colour: string): ReactElement => (
    <button
      key={key}
      type="button"
      className={`legend-key ${colour}`}
      aria-pressed={!muted.has(key)}
      data-key={key}
      title={t('legend.hint')}
      onClick={(event: MouseEvent) => {
        workspace.set({ muted: toggleKey(muted, key, event.altKey, keys) });
      }}
    >
      <span className="swatch" />
      {title}
    </button>
  );
  return (
    <div className="legend" role="group" aria-label={t('legend.label')}>
      {families.map((family) => chip(family, t(`family.${family}`), `fam-${family}`))}
      <span className="legend-unknown">
        <span className="muted">{t('legend.unknown')}</span>
        {SHOWN_CONTENTS.map((content) => chip(content, t(`content.${content}`), `content-${content}`))}
      </span>
    </div>
  );
}
