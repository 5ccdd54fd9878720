import { useState, type ReactElement } from 'react';
import { FOCUS } from '../commands/focus.ts';
import { parseDestination } from '../hex/address.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { goTo } from '../workspace/go-to.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

/** What addresses mean, and a field to go to one. */
export function AddressBox({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);

  const go = (): void => {
    const destination = parseDestination(text);
    if (destination === undefined) {
      setWrong(true);
      return;
    }
    const arrived = goTo(workspace, session.id, destination);
    setWrong(!arrived);
    if (arrived) document.getElementById(FOCUS.hex)?.focus();
  };

  return (
    <div className="address">
      <div className="segmented" role="group" aria-label={t('address.spaces')}>
        <CommandButton command="view.virtual" text={t('address.space.virtual')} className="segment" />
        <CommandButton command="view.physical" text={t('address.space.physical')} className="segment" />
        <CommandButton command="view.file" text={t('address.space.file')} className="segment" />
      </div>
      <div className={wrong ? 'box is-wrong' : 'box'}>
        <input
          id={FOCUS.address}
          className="mono"
          type="text"
          placeholder={t(
            session.derived.tree === undefined ? 'address.placeholderBytes' : 'address.placeholder',
          )}
          aria-label={t(`address.label.${session.hex.space}`)}
          aria-invalid={wrong}
          title={t('address.hint')}
          spellCheck={false}
          autoComplete="off"
          value={text}
          data-testid="address-box"
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') go();
            else if (event.key === 'Escape') document.getElementById(FOCUS.hex)?.focus();
            else return;
            event.preventDefault();
          }}
        />
      </div>
    </div>
  );
}
