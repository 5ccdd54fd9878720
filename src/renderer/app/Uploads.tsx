import type { ReactElement } from 'react';
import { bytesText, leftText, rateText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { useApp } from '../workspace/use-workspace.ts';
import { ProgressBar } from './ProgressBar.tsx';

/** Files on their way to the host, each with how far it is and a way to stop it. */
export function Uploads(): ReactElement | undefined {
  const uploads = useApp((state) => state.uploads);
  if (uploads.length === 0) return undefined;
  return (
    <section className="uploads" aria-label={t('uploads.label')}>
      <ul>
        {uploads.map((upload) => {
          const seconds = (performance.now() - upload.startedAt) / 1000;
          const rate = upload.sent / Math.max(seconds, 0.1);
          return (
            <li key={upload.id} className="upload" data-testid="upload">
              <span className="upload-name">{visibleText(upload.name)}</span>
              <ProgressBar
                share={upload.total > 0 ? upload.sent / upload.total : undefined}
                label={t('uploads.sending', { name: visibleText(upload.name) })}
              />
              <span className="muted">
                {t('common.ofTotal', { done: bytesText(upload.sent), total: bytesText(upload.total) })}
                {upload.sent > 0 &&
                  ` · ${[rateText(rate), leftText(upload.total - upload.sent, rate)].filter(Boolean).join(' · ')}`}
              </span>
              <button
                type="button"
                className="button-icon"
                aria-label={t('uploads.stopSending', { name: visibleText(upload.name) })}
                title={t('uploads.stop')}
                onClick={upload.cancel}
              >
                <Icon name="close" />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
