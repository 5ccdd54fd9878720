import type { ReactElement } from 'react';

/** A box to tick; what it says stands beside it in the label around it. */
export function Check({
  on,
  onChange,
  setting,
}: {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  /** The setting that it changes. */
  readonly setting?: string;
}): ReactElement {
  return (
    <input
      type="checkbox"
      data-setting={setting}
      checked={on}
      onChange={() => {
        onChange(!on);
      }}
    />
  );
}
