import type { ReactElement } from 'react';

/** Paths on a grid of 16, drawn with a stroke of 1.4. */
const PATHS = {
  open: 'M1.8 12.5v-9h4.2l1.6 1.8h6.6v7.2z',
  file: 'M3.5 1.8h5.8l3.2 3.2v9.2h-9zM9 2v3.3h3.3',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3l3.6 3.6',
  close: 'M4 4l8 8M12 4l-8 8',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  sortUp: 'M3.5 10L8 5.5 12.5 10',
  tree: 'M2.5 3h5M5 3v9.5h3M5 7.5h3M8 6h5.5v3H8zM8 11h5.5v3H8z',
  map: 'M2 3h12v10H2zM2 6.5h12M7 6.5V13M7 9.8h7',
  flat: 'M3 4h10M3 8h10M3 12h10',
  columns: 'M2 3h12v10H2zM6 3v10M10 3v10',
  zombie: 'M4 14V7a4 4 0 0 1 8 0v7l-2-1.5L8 14l-2-1.5zM6.2 7.2h.3M9.5 7.2h.3',
  namespaces: 'M2 2h12v12H2zM5 5h6v6H5z',
  help: 'M5.8 5.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M8 11.6v.3M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8z',
  pin: 'M4 2h8v12l-4-3.2L4 14z',
  back: 'M13 8H3M7 4L3 8l4 4',
  forward: 'M3 8h10M9 4l4 4-4 4',
  downArrow: 'M8 3v10M4 9l4 4 4-4',
  command: 'M2.5 4.5L6 8l-3.5 3.5M8 12h5.5',
  up: 'M8 13V3M4 7l4-4 4 4',
  warning: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.3',
  error: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.8v4M8 10.9v.3',
  info: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 7.4v3.8M8 4.8v.3',
  kernel:
    'M4.5 4.5h7v7h-7zM6.5 2v2.5M9.5 2v2.5M6.5 11.5V14M9.5 11.5V14M2 6.5h2.5M2 9.5h2.5M11.5 6.5H14M11.5 9.5H14',
  threads: 'M4 2.5v11M8 2.5c0 3-2 3-2 5.5s2 2.5 2 5.5M12 2.5v11',
  hidden: 'M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13L13 3',
  sample: 'M6 1.8h4M6.8 2v4L3 13a.8.8 0 0 0 .7 1.2h8.6A.8.8 0 0 0 13 13L9.2 6V2M5 10h6',
  clock: 'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM8 4.5V8l2.4 1.6',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  upload: 'M8 11V3M4.5 6L8 2.5 11.5 6M2.5 10.5v3h11v-3',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words; screen readers skip it. */
export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
