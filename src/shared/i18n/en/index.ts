import { APP } from './app.ts';
import { COMMANDS } from './commands.ts';
import { EVIDENCE } from './evidence.ts';
import { FIELDS } from './fields.ts';
import { HEX } from './hex.ts';
import { PANELS } from './panels.ts';
import { PROBLEMS } from './problems.ts';
import { REPORT } from './report.ts';
import { SETTINGS } from './settings.ts';
import { SHELL } from './shell.ts';
import { TREE } from './tree.ts';

export const EN = {
  ...COMMANDS,
  ...APP,
  ...TREE,
  ...FIELDS,
  ...HEX,
  ...PANELS,
  ...EVIDENCE,
  ...REPORT,
  ...PROBLEMS,
  ...SETTINGS,
  ...SHELL,
} as const;
