import { useEffect, useState, type ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { TitledDialog } from '../kit/TitledDialog.tsx';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';
import { fetchNotices, type Notices } from './notices.ts';

/** What this is, which version of it, what it runs on, what it is made of, and how it is used. */
export function AboutDialog(): ReactElement {
  const workspace = useWorkspace();
  const host = useApp((state) => state.host);
  const [notices, setNotices] = useState<Notices>();
  useEffect(() => {
    let current = true;
    void fetchNotices().then((found) => {
      if (current) setNotices(found);
    });
    return () => {
      current = false;
    };
  }, []);
  const close = (): void => {
    workspace.set({ overlay: undefined });
  };
  const facts = [
    ['Taskshape', host?.version ?? ''],
    ...Object.entries(host?.runtime ?? {}),
    [t('about.browser'), navigator.userAgent],
  ] as const;
  return (
    <TitledDialog
      title={t('about.title')}
      className="about"
      onClose={close}
      foot={<CommandButton command="help.keys" withTitle className="button" />}
    >
      <div className="about-body" tabIndex={0} role="region" aria-label={t('about.title')}>
        <p>{t('about.what')}</p>
        <dl className="about-facts" data-testid="versions">
          {facts.map(([name, version]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{version}</dd>
            </div>
          ))}
        </dl>
        <p className="muted">{t('about.licence')}</p>
        <details>
          <summary>{t('about.readme')}</summary>
          <pre className="about-text" tabIndex={0}>
            {notices?.readme ?? t('about.missing')}
          </pre>
        </details>
        <h3>{t('about.libraries')}</h3>
        {notices?.libraries.length === 0 && <p className="muted">{t('about.missing')}</p>}
        {notices?.libraries.map(({ name, version, licence, text }) => (
          <details key={`${name} ${version}`} data-library={name}>
            <summary>
              <span>{name}</span> <span className="mono muted">{version}</span>{' '}
              <span className="muted">{licence}</span>
            </summary>
            <pre className="about-text" tabIndex={0}>
              {text}
            </pre>
          </details>
        ))}
      </div>
    </TitledDialog>
  );
}
