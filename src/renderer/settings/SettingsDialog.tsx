import { useId, type ReactElement, type ReactNode } from 'react';
import { LANGUAGES } from '../../shared/i18n/languages.ts';
import {
  DEFAULT_SETTINGS,
  MOTIONS,
  ROW_WIDTHS,
  TEXT_SIZES,
  THEMES,
  TIME_FORMATS,
  ZOOM_STEPS,
  type ViewSettings,
} from '../../shared/settings.ts';
import { Check } from '../kit/Check.tsx';
import { CommandButton } from '../kit/CommandButton.tsx';
import { percentText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Select } from '../kit/Select.tsx';
import { TitledDialog } from '../kit/TitledDialog.tsx';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { FontSetting } from './FontSetting.tsx';
import { changeSettings } from './keep-settings.ts';

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section className="settings-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

interface ChoiceProps<T extends string | number> {
  readonly title: string;
  readonly name: keyof ViewSettings;
  readonly value: T;
  readonly options: readonly T[];
  readonly text: (option: T) => string;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string | number>(props: ChoiceProps<T>): ReactElement {
  const { title, name, value, options, text, onChange } = props;
  return (
    <label className="setting">
      <span>{title}</span>
      <Select setting={name} value={value} options={options} text={text} onChange={onChange} />
    </label>
  );
}

interface SwitchProps {
  readonly title: string;
  readonly name: keyof ViewSettings;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ title, name, on, onChange }: SwitchProps): ReactElement {
  return (
    <label className="setting">
      <span>{title}</span>
      <Check setting={name} on={on} onChange={onChange} />
    </label>
  );
}

/** How the view looks and speaks. Every change shows at once, and is kept. */
export function SettingsDialog(): ReactElement {
  const workspace = useWorkspace();
  const settings = useApp((state) => state.settings);
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  const set =
    <K extends keyof ViewSettings>(name: K) =>
    (value: ViewSettings[K]): void => {
      changeSettings(workspace, { [name]: value });
    };
  return (
    <TitledDialog
      title={t('settings.title')}
      className="settings"
      onClose={close}
      foot={
        <button
          type="button"
          className="button"
          onClick={() => {
            changeSettings(workspace, DEFAULT_SETTINGS);
          }}
        >
          {t('settings.reset')}
        </button>
      }
    >
      <div className="settings-body">
        <Group title={t('settings.look')}>
          <Choice
            title={t('settings.theme')}
            name="theme"
            value={settings.theme}
            options={THEMES}
            text={(theme) => t(`settings.theme.${theme}`)}
            onChange={set('theme')}
          />
          <Choice
            title={t('settings.zoom')}
            name="zoom"
            value={settings.zoom}
            options={ZOOM_STEPS}
            text={(zoom) => percentText(zoom * 100)}
            onChange={set('zoom')}
          />
          <Choice
            title={t('settings.motion')}
            name="motion"
            value={settings.motion}
            options={MOTIONS}
            text={(motion) => t(`settings.motion.${motion}`)}
            onChange={set('motion')}
          />
        </Group>
        <Group title={t('settings.words')}>
          <Choice
            title={t('settings.language')}
            name="language"
            value={settings.language}
            options={['system', 'en', 'de'] as const}
            text={(name) => (name === 'system' ? t('settings.language.system') : LANGUAGES[name])}
            onChange={set('language')}
          />
          <Choice
            title={t('settings.timeFormat')}
            name="timeFormat"
            value={settings.timeFormat}
            options={TIME_FORMATS}
            text={(format) => t(`settings.timeFormat.${format}`)}
            onChange={set('timeFormat')}
          />
          <Switch
            title={t('settings.groupDigits')}
            name="groupDigits"
            on={settings.groupDigits}
            onChange={set('groupDigits')}
          />
        </Group>
        <Group title={t('settings.tree')}>
          <Choice
            title={t('settings.size')}
            name="treeSize"
            value={settings.treeSize}
            options={TEXT_SIZES}
            text={percentText}
            onChange={set('treeSize')}
          />
          <FontSetting name="treeFont" value={settings.treeFont} onChange={set('treeFont')} />
          <div className="setting">
            <span>{t('settings.columns')}</span>
            <CommandButton command="tree.columns" withTitle className="button button-small" />
          </div>
        </Group>
        <Group title={t('settings.bytes')}>
          <Choice
            title={t('settings.size')}
            name="hexSize"
            value={settings.hexSize}
            options={TEXT_SIZES}
            text={percentText}
            onChange={set('hexSize')}
          />
          <FontSetting name="hexFont" value={settings.hexFont} onChange={set('hexFont')} />
          <Choice
            title={t('settings.bytesPerRow')}
            name="bytesPerRow"
            value={settings.bytesPerRow}
            options={ROW_WIDTHS}
            text={String}
            onChange={set('bytesPerRow')}
          />
          <Switch
            title={t('settings.groupAddresses')}
            name="groupAddresses"
            on={settings.groupAddresses}
            onChange={set('groupAddresses')}
          />
        </Group>
      </div>
    </TitledDialog>
  );
}
