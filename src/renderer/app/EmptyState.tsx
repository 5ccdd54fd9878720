import type { ReactElement } from 'react';
import { CommandButton } from '../kit/CommandButton.tsx';
import { fileName } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { openPath } from '../workspace/open.ts';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** Before anything is open: says what to do. */
export function EmptyState(): ReactElement {
  const workspace = useWorkspace();
  const host = useApp((state) => state.host);
  const opening = useApp((state) => state.opening > 0);
  const recent = host?.recent ?? [];
  return (
    <main className="state" data-testid="empty-state">
      <div className="state-card state-drop">
        <div className="state-mark" aria-hidden="true">
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
          <i />
        </div>
        <h1 className="state-title">{t('empty.title')}</h1>
        <p className="state-lead">{t('empty.lead')}</p>
        <div className="state-actions">
          <CommandButton command="file.open" icon="open" withTitle className="button button-primary" />
          {host?.sample === true && <CommandButton command="file.sample" icon="sample" withTitle />}
          {opening && (
            <span className="muted" role="status">
              {t('empty.opening')}
            </span>
          )}
        </div>
        {recent.length > 0 && (
          <section className="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">{t('empty.recent')}</h2>
            <ul>
              {recent.slice(0, 8).map((path) => (
                <li key={path}>
                  <button
                    type="button"
                    className="recent-item"
                    title={visibleText(path)}
                    onClick={() => {
                      openPath(workspace, path);
                    }}
                  >
                    <Icon name="file" />
                    <span className="recent-name">{fileName(path)}</span>
                    <span className="recent-path">{visibleText(path)}</span>
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        <p className="state-small muted">{t('empty.small')}</p>
      </div>
    </main>
  );
}
