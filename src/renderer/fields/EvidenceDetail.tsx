import { useState, type ReactElement } from 'react';
import { FIELDS } from '../../shared/fields.ts';
import type { FieldShape } from '../../shared/shape.ts';
import { hex } from '../../shared/units.ts';
import { countOf, countText } from '../kit/format.ts';

interface EvidenceDetailProps {
  readonly shape: FieldShape;
  readonly names: readonly string[];
  readonly pids: Float64Array;
  readonly onTask: (row: number) => void;
}

const FEW = 12;

/** Why a field is believed to be where it is: the relation, who breaks it, and what else was tried. */
export function EvidenceDetail({ shape, names, pids, onTask }: EvidenceDetailProps): ReactElement {
  const [all, setAll] = useState(false);
  const { relation, satisfied, tested, exceptions, runnersUp } = shape.evidence;
  const shown = all ? exceptions : exceptions.slice(0, FEW);
  return (
    <div className="evidence">
      <p className="evidence-about">{FIELDS[shape.name].about}</p>
      <p>
        <span className="evidence-label">Relation</span> {relation}
      </p>
      <p>
        <span className="evidence-label">Held by</span> {countText(satisfied)} of {countText(tested)}
        {exceptions.length > 0 && <>; {countOf(exceptions.length, 'exception', 'exceptions')}:</>}
      </p>
      {exceptions.length > 0 && (
        <p className="evidence-exceptions">
          {shown.map((row) => (
            <button
              key={row}
              type="button"
              className="link"
              onClick={() => {
                onTask(row);
              }}
            >
              {names[row] ?? '?'} ({pids[row] ?? '?'})
            </button>
          ))}
          {shown.length < exceptions.length && (
            <button
              type="button"
              className="link"
              onClick={() => {
                setAll(true);
              }}
            >
              {exceptions.length - shown.length} more
            </button>
          )}
        </p>
      )}
      {runnersUp.length > 0 && (
        <table className="evidence-runners">
          <caption>Runners-up</caption>
          <thead>
            <tr>
              <th scope="col">Offset</th>
              <th scope="col">Held by</th>
              <th scope="col">Why it lost</th>
            </tr>
          </thead>
          <tbody>
            {runnersUp.map((loser) => (
              <tr key={loser.offset}>
                <td className="mono">{hex(loser.offset)}</td>
                <td>
                  {countText(loser.satisfied)} of {countText(loser.tested)}
                </td>
                <td>{loser.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {runnersUp.length === 0 && <p className="muted">No other offset came close.</p>}
    </div>
  );
}
