import type { ReactElement } from 'react';

interface SelectProps<T extends string | number> {
  /** Undefined: nothing is chosen yet, and `placeholder` stands there. */
  readonly value: T | undefined;
  readonly options: readonly T[];
  readonly text: (option: T) => string;
  readonly onChange: (value: T) => void;
  /** Its name, where no label stands around it. */
  readonly label?: string;
  readonly placeholder?: string;
  /** The setting that it changes. */
  readonly setting?: string;
}

/** One of several, in the system's own list. */
export function Select<T extends string | number>(props: SelectProps<T>): ReactElement {
  const { value, options, text, onChange, label, placeholder, setting } = props;
  return (
    <select
      className="select"
      aria-label={label}
      data-setting={setting}
      value={value === undefined ? '' : String(value)}
      onChange={(event) => {
        const next = options.find((option) => String(option) === event.target.value);
        if (next !== undefined) onChange(next);
      }}
    >
      {value === undefined && <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option} value={String(option)}>
          {text(option)}
        </option>
      ))}
    </select>
  );
}
