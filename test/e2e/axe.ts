import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it is, all its rules applied. */
export const axe = (page: Page): Promise<unknown> =>
  page.evaluate(
    `if (!('axe' in globalThis)) { ${source} }
     axe.run(document, { resultTypes: ['violations'] }).then((result) =>
       result.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')))`,
  );
