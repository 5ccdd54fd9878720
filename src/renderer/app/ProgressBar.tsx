import type { ReactElement } from 'react';

/** A bar that fills; with an unknown end, one that moves. */
export function ProgressBar({
  share,
  label,
}: {
  readonly share: number | undefined;
  readonly label: string;
}): ReactElement {
  const percent = share === undefined ? undefined : Math.round(share * 100);
  return (
    <div
      className={percent === undefined ? 'progress is-unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div style={percent === undefined ? undefined : { width: `${String(percent)}%` }} />
    </div>
  );
}
