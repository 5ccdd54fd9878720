import { ABSENT } from './absent.ts';
import { APP } from './app.ts';
import { COMMANDS } from './commands.ts';
import { EVIDENCE } from './evidence.ts';
import { FIELDS } from './fields.ts';
import { FAILURES } from './failures.ts';
import { FOREIGN } from './foreign.ts';
import { FORMATS } from './formats.ts';
import { HEX } from './hex.ts';
import { KERNEL } from './kernel.ts';
import { NOTICES } from './notices.ts';
import { PANELS } from './panels.ts';
import { PROBLEMS } from './problems.ts';
import { REJECTIONS } from './rejections.ts';
import { RELATIONS } from './relations.ts';
import { REMEDIES } from './remedies.ts';
import { REPORT } from './report.ts';
import { SETTINGS } from './settings.ts';
import { SHELL } from './shell.ts';
import { TREE } from './tree.ts';
import { VALUES } from './values.ts';

export const DE = {
  ...COMMANDS,
  ...APP,
  ...TREE,
  ...FIELDS,
  ...HEX,
  ...PANELS,
  ...EVIDENCE,
  ...RELATIONS,
  ...REJECTIONS,
  ...ABSENT,
  ...KERNEL,
  ...NOTICES,
  ...FORMATS,
  ...FOREIGN,
  ...FAILURES,
  ...REMEDIES,
  ...VALUES,
  ...REPORT,
  ...PROBLEMS,
  ...SETTINGS,
  ...SHELL,
};
