import type { ReactElement } from 'react';
import { Icon } from './Icon.tsx';

/** A box whose text narrows down what stands below it. */
export function SearchBox({
  label,
  className,
  text,
  onText,
}: {
  readonly label: string;
  readonly className: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}): ReactElement {
  return (
    <div className={`box ${className}`}>
      <Icon name="search" />
      <input
        type="text"
        placeholder={label}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </div>
  );
}
