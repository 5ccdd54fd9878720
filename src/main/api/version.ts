import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { packageFile } from './resources.ts';

/** The version package.json names. */
export const version = v.parse(
  v.object({ version: v.string() }),
  JSON.parse(readFileSync(packageFile, 'utf8')),
).version;

const RUNTIMES = { electron: 'Electron', chrome: 'Chromium', node: 'Node', v8: 'V8' } as const;

/** What this program runs on, for the about box. */
export const runtime: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(RUNTIMES).flatMap(([key, name]) => {
      const version = Object.entries(process.versions).find(([one]) => one === key)?.[1];
      return version === undefined ? [] : [[name, version]];
    }),
  ),
  System: `${process.platform} ${process.arch}`,
};
