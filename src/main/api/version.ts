import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { packageFile } from './resources.ts';

/** The version package.json names. */
export const version = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(packageFile, 'utf8')),
).version;
