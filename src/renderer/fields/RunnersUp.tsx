import type { ReactElement } from 'react';
import type { FieldName } from '../../shared/fields.ts';
import type { RunnerUp } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { heldText } from '../kit/format.ts';
import { t, tell } from '../kit/i18n.ts';
import { visibleText } from '../kit/visible-text.ts';
import { pinField } from '../workspace/pins.ts';
import { useWorkspace } from '../workspace/use-workspace.ts';

interface RunnersUpProps {
  readonly name: FieldName;
  readonly caption: string;
  readonly runnersUp: readonly RunnerUp[];
}

/** Other places that were considered for a field, how they fared, and why they lost. Each can be taken instead. */
export function RunnersUp({ name, caption, runnersUp }: RunnersUpProps): ReactElement {
  const workspace = useWorkspace();
  return (
    <table className="evidence-runners">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('evidence.offset')}</th>
          <th scope="col">{t('evidence.heldBy')}</th>
          <th scope="col">{t('evidence.whyLost')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {runnersUp.map((loser) => (
          <tr key={loser.offset}>
            <td className="mono">{hex(loser.offset)}</td>
            <td>{heldText(loser)}</td>
            <td>{visibleText(tell(loser.reason))}</td>
            <td>
              {name !== 'tasks' && (
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    pinField(workspace, name, loser.offset);
                  }}
                >
                  {t('pin.use')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
