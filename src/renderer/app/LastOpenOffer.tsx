import type { ReactElement } from 'react';
import { fileName, listText } from '../kit/format.ts';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { useApp, useWorkspace } from '../workspace/use-workspace.ts';

/** More names than this are left out. */
const MOST_NAMES = 4;

/** Offers to open what was open last time. Whoever wants something else just opens that. */
export function LastOpenOffer(): ReactElement | undefined {
  const workspace = useWorkspace();
  const dumps = useApp((state) => state.lastOpen.dumps);
  const opening = useApp((state) => state.opening > 0);
  if (dumps.length === 0 || opening) return undefined;
  const names = dumps.slice(0, MOST_NAMES).map(({ path }) => fileName(path));
  const rest = dumps.length - names.length;
  return (
    <div className="last-open" data-testid="last-open">
      <button
        type="button"
        className="button"
        data-command="file.reopen"
        aria-describedby="last-open-names"
        onClick={() => {
          workspace.commands.run('file.reopen');
        }}
      >
        <Icon name="clock" />
        <span>{t('lastOpen.reopen', { count: dumps.length })}</span>
      </button>
      <span id="last-open-names" className="muted last-open-names">
        {listText(rest > 0 ? [...names, t('lastOpen.more', { count: rest })] : names)}
      </span>
    </div>
  );
}
