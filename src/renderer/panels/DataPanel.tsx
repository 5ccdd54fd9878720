import { useEffect, useState, type ReactElement } from 'react';
import { hex } from '../../shared/units.ts';
import { ends } from '../hex/hex-keys.ts';
import { heldTarget } from '../hex/pointers.ts';
import { readData } from '../hex/read-data.ts';
import { CommandButton } from '../kit/CommandButton.tsx';
import { t } from '../kit/i18n.ts';
import { OrderSelect } from '../kit/OrderSelect.tsx';
import { dataOrder, setPanelState } from '../workspace/panel-state.ts';
import type { SessionState } from '../workspace/state.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

const READ = 16;

/** What the bytes at the cursor mean, in every way that makes sense; it goes along with the cursor. */
export function DataPanel({ session }: { readonly session: SessionState }): ReactElement {
  const workspace = useWorkspace();
  const { id, derived } = session;
  const { selection, space, generation } = session.hex;
  const order = dataOrder(session);
  const [bytes, setBytes] = useState<Uint8Array>();
  const first = selection === undefined ? undefined : ends(selection)[0];

  useEffect(() => {
    let current = true;
    if (first !== undefined) {
      const { blocks } = workspace.caches(id, space);
      const read = async (): Promise<void> => {
        for (const length of [READ, 8, 4, 1]) {
          const found = await blocks.bytes(first, length);
          if (!current) return;
          setBytes(found);
          if (found !== undefined) return;
        }
      };
      workspace.attempt(read());
    }
    return () => {
      current = false;
    };
  }, [workspace, id, space, first, generation]);

  if (first === undefined) return <p className="pane-empty">{t('data.empty')}</p>;
  return (
    <section className="data" aria-label={t('data.label')} data-testid="data-panel">
      <div className="panel-bar">
        <span className="mono">{hex(first)}</span>
        <OrderSelect
          value={order}
          onChange={(chosen) => {
            setPanelState(workspace, id, { order: chosen });
          }}
        />
        <CommandButton command="hex.follow" icon="forward" withTitle className="button" />
        <CommandButton command="hex.pointersHere" icon="search" withTitle className="button" />
      </div>
      {bytes === undefined ? (
        <p className="pane-empty">{t('data.missing')}</p>
      ) : (
        <dl className="data-list">
          {readData(bytes, order, derived.parts?.wordSize ?? 8, (to) => heldTarget(session, to)).map(
            ({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd className="mono">{value}</dd>
              </div>
            ),
          )}
        </dl>
      )}
    </section>
  );
}
