import { useEffect, useState, type ReactElement } from 'react';
import { safeText } from '../../shared/text.ts';
import { hex } from '../../shared/units.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';
import { inspect } from './decode.ts';
import { ends } from './hex-keys.ts';
import { pointerValue, targetText } from './pointers.ts';

const MOST_TEXT = 32;

/** The bytes up to the first zero as text, where they look like some: three characters or more, none escaped. */
function readableText(bytes: Uint8Array): string | undefined {
  const text = safeText(bytes);
  return text.length < 3 || text.includes(String.raw`\x`) ? undefined : text;
}

/** Where the bytes lead when read as a pointer; undefined where they are none that the dump can follow. */
function pointerText(session: SessionState, bytes: Uint8Array): string | undefined {
  const size = session.derived.parts?.wordSize ?? 8;
  if (bytes.length < size) return undefined;
  const address = pointerValue(session, bytes.subarray(0, size));
  return session.hex.segments.virtual?.holds(address) === true && address !== 0n
    ? targetText(session, address)
    : undefined;
}

/** One line below the bytes: what is selected, and what the bytes mean when read as a number or text. */
export function Inspector({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { id, derived, hex: view } = session;
  const [bytes, setBytes] = useState<Uint8Array | 'missing'>();
  const { selection, space, generation } = view;
  const [first, last] = selection === undefined ? [0n, -1n] : ends(selection);
  const length = Number(last - first) + 1;

  useEffect(() => {
    let current = true;
    setBytes(undefined);
    if (length > 0) {
      const { blocks } = workspace.caches(id, space);
      const read = async (): Promise<void> => {
        // Numbers are read from the cursor on, also beyond a short selection; near a hole only as far as it goes.
        for (const wanted of [Math.max(8, Math.min(length, MOST_TEXT)), Math.min(length, MOST_TEXT), 1]) {
          const found = await blocks.bytes(first, wanted);
          if (!current) return;
          if (found === undefined) continue;
          setBytes(found);
          return;
        }
        setBytes('missing');
      };
      workspace.attempt(read());
    }
    return () => {
      current = false;
    };
  }, [workspace, id, space, first, length, generation]);

  const notice =
    view.notice === undefined ? undefined : <span className="inspector-notice">{view.notice}</span>;
  if (selection === undefined)
    return (
      <div className="inspector" role="status">
        {notice ?? (
          <span className="muted">
            {t(view.segments.virtual === undefined ? 'inspector.hintBytes' : 'inspector.hint')}
          </span>
        )}
      </div>
    );
  const text = bytes instanceof Uint8Array ? readableText(bytes.subarray(0, Math.max(length, 8))) : undefined;
  const target = bytes instanceof Uint8Array ? pointerText(session, bytes) : undefined;
  const order = derived.parts?.byteOrder ?? 'little';
  const values = bytes instanceof Uint8Array ? inspect(bytes, order) : [];
  /** The number that is as wide as the selection comes first. */
  const fits = ({ name }: { name: string }): boolean => name === `u${String(length * 8)}`;
  return (
    <div className="inspector" role="status" data-testid="inspector">
      {notice}
      <span className="mono">{hex(first)}</span>
      <span>{t('common.bytes', { count: length })}</span>
      {bytes === 'missing' && <span className="muted">{t('inspector.missing')}</span>}
      {bytes instanceof Uint8Array && (
        <span className="inspector-values">
          {target !== undefined && (
            <span className="inspector-text">
              <span className="muted">→</span> {target}
            </span>
          )}
          {text !== undefined && (
            <span className="inspector-text">
              <span className="muted">{t('inspector.text')}</span> <span className="mono">{text}</span>
            </span>
          )}
          {[...values.filter(fits), ...values.filter((value) => !fits(value))].map(({ name, value }) => (
            <span key={name}>
              <span className="muted">{name}</span> <span className="mono">{value}</span>
            </span>
          ))}
          <span className="muted">{t(`order.${order}`)}</span>
        </span>
      )}
      {!(bytes instanceof Uint8Array) && <span className="spacer" />}
      <CommandButton command="edit.copy" icon="copy" className="button-icon" />
    </div>
  );
}
