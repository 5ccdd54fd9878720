import type { CommandId } from '../../shared/i18n/catalogue.ts';

type GroupOf<Id> = Id extends `${infer First}.${string}` ? First : never;

/** What commands are about: the first half of their ids. */
export type CommandGroup = GroupOf<CommandId>;

/** All groups in the order in which help shows them; a new one does not compile until it stands here. */
const ORDER: Readonly<Record<CommandGroup, true>> = {
  file: true,
  edit: true,
  analysis: true,
  view: true,
  tree: true,
  sort: true,
  column: true,
  map: true,
  field: true,
  hex: true,
  search: true,
  legend: true,
  list: true,
  panel: true,
  nav: true,
  diff: true,
  pin: true,
  report: true,
  cache: true,
  help: true,
};
// The keys of a constant.
export const GROUPS = Object.keys(ORDER) as readonly CommandGroup[];

export const groupOf = (id: CommandId): CommandGroup => id.slice(0, id.indexOf('.')) as CommandGroup; // by its type
