import { say } from '../../shared/i18n/sentence.ts';
import { useEffect, useState, type ReactElement } from 'react';
import { t } from '../kit/i18n.ts';
import { Icon } from '../kit/Icon.tsx';
import { openFiles } from '../workspace/open.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import type { Workspace } from '../workspace/workspace.ts';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/** Opens the files of a drop; a folder is no dump, and says so. */
function openDropped(workspace: Workspace, dropped: DataTransfer | null): void {
  const folders = [...(dropped?.items ?? [])].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry?.isDirectory === true ? [entry.name] : [];
  });
  for (const file of folders)
    workspace.report({
      code: 'file-is-directory',
      message: say('drop.folder'),
      file,
      remedy: say('drop.folderRemedy'),
    });
  openFiles(
    workspace,
    [...(dropped?.files ?? [])].filter(({ name }) => !folders.includes(name)),
  );
}

/**
 * The whole window takes dropped files. Entering a child fires enter for it and leave for its parent, so they are
 * counted; dragover is prevented everywhere, or the browser would navigate to the file.
 */
export function DropOverlay(): ReactElement | undefined {
  const workspace = useWorkspace();
  const [over, setOver] = useState(false);

  useEffect(() => {
    let depth = 0;
    const enter = (event: DragEvent): void => {
      event.preventDefault();
      if (!hasFiles(event)) return;
      depth++;
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      event.preventDefault();
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(false);
    };
    const hold = (event: DragEvent): void => {
      // A column that is being moved is not for the window.
      if (event.defaultPrevented) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = hasFiles(event) ? 'copy' : 'none';
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      depth = 0;
      setOver(false);
      openDropped(workspace, event.dataTransfer);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hold);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hold);
      window.removeEventListener('drop', drop);
    };
  }, [workspace]);

  if (!over) return undefined;
  return (
    <div className="drop" role="status" data-testid="drop-overlay">
      <div className="drop-frame">
        <Icon name="upload" />
        <p className="drop-title">{t('drop.title')}</p>
        <p className="muted">{t('drop.hint')}</p>
      </div>
    </div>
  );
}
