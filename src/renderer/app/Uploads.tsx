import type { ReactElement } from 'react';
import { bytesText } from '../kit/format.ts';
import { Icon } from '../kit/Icon.tsx';
import { visibleText } from '../kit/visible-text.ts';
import { useApp } from '../workspace/use-workspace.ts';
import { ProgressBar } from './ProgressBar.tsx';

/** Files on their way to the host, each with how far it is and a way to stop it. */
export function Uploads(): ReactElement | undefined {
  const uploads = useApp((state) => state.uploads);
  if (uploads.length === 0) return undefined;
  return (
    <section className="uploads" aria-label="Files being sent">
      <ul>
        {uploads.map((upload) => {
          const seconds = (performance.now() - upload.startedAt) / 1000;
          const rate = upload.sent / Math.max(seconds, 0.1);
          return (
            <li key={upload.id} className="upload" data-testid="upload">
              <span className="upload-name">{visibleText(upload.name)}</span>
              <ProgressBar
                share={upload.total > 0 ? upload.sent / upload.total : undefined}
                label={`Sending ${upload.name}`}
              />
              <span className="muted">
                {bytesText(upload.sent)} of {bytesText(upload.total)}
                {upload.sent > 0 && ` · ${bytesText(rate)}/s`}
              </span>
              <button
                type="button"
                className="button-icon"
                aria-label={`Stop sending ${upload.name}`}
                title="Stop"
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
