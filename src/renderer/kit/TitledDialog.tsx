import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { Dialog } from './Dialog.tsx';
import { Icon } from './Icon.tsx';
import { t } from './i18n.ts';

interface TitledDialogProps {
  readonly title: string;
  readonly className: string;
  readonly onClose: () => void;
  /** Beside the title. */
  readonly head?: ReactNode;
  /** In the line at the bottom, before the button that closes; without it there is no such line. */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** A dialog with a title, a cross, and most often a line at the bottom. */
export function TitledDialog(props: TitledDialogProps): ReactElement {
  const { title, className, onClose, head, foot, children } = props;
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Whoever opens a dialog means what is in it, not its cross, which comes first.
    const inside = body.current;
    if (inside?.contains(document.activeElement) === true) return;
    const search = inside?.parentElement?.querySelector<HTMLElement>('.dialog-head input');
    (search ?? inside?.querySelector<HTMLElement>('button, input, select, [tabindex]'))?.focus();
  }, []);
  return (
    <Dialog label={title} className={className} onClose={onClose}>
      <header className="dialog-head">
        <h2>{title}</h2>
        {head}
        <button
          type="button"
          className="button-icon"
          aria-label={t('common.close')}
          title={t('common.closeEsc')}
          onClick={onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div ref={body} className="dialog-body">
        {children}
      </div>
      {foot !== undefined && (
        <footer className="dialog-foot">
          {foot}
          <button type="button" className="button button-primary" onClick={onClose}>
            {t('common.done')}
          </button>
        </footer>
      )}
    </Dialog>
  );
}
