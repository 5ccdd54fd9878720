import { t } from '../kit/i18n.ts';

interface PaneKeys {
  readonly title: string;
  /** Key, and what it does. */
  readonly keys: readonly (readonly [string, string])[];
}

/** Keys that mean something in one pane only; they are no commands of the window. */
export function keysOfPanes(): readonly PaneKeys[] {
  const pages = `${t('key.PageUp')} ${t('key.PageDown')}`;
  const ends = `${t('key.Home')} ${t('key.End')}`;
  const shift = t('key.Shift');
  return [
    {
      title: t('help.treeKeys'),
      keys: [
        [`↑ ↓ ${pages}`, t('help.walk')],
        [ends, t('help.firstLast')],
        ['→', t('help.unfold')],
        ['←', t('help.fold')],
        ['*', t('help.unfoldLevel')],
        [`${shift}+↑ ↓`, t('help.selectRows')],
        [`${t('key.Ctrl')}+↑ ↓`, t('help.walkKeeping')],
        [t('key.Space'), t('help.addRow')],
        [t('key.Enter'), t('help.goToBytes')],
        [t('key.letters'), t('help.typeahead')],
      ],
    },
    {
      title: t('help.hexKeys'),
      keys: [
        ['← → ↑ ↓', t('help.moveCursor')],
        [`${shift}+${t('key.arrows')} ${pages}`, t('help.selectBytes')],
        [pages, t('help.pages')],
        [ends, t('help.startEnd')],
        [t('key.Enter'), t('help.follow')],
      ],
    },
  ];
}
