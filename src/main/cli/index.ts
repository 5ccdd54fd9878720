#!/usr/bin/env node
import module from 'node:module';
import { join } from 'node:path';
import { cacheFolder } from '../engine/file/cache-folder.ts';

/** Below this, parts of the language that the engine is written in are missing. */
const OLDEST_NODE = 22;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  process.stderr.write(
    `taskshape needs Node ${OLDEST_NODE} or newer; this is ${process.versions.node}. In the checkout, npm run -s cli -- takes the right one.\n`,
  );
  process.exit(2);
}
// In the user's own cache folder: the default one is shared by everybody on the machine.
module.enableCompileCache(join(cacheFolder(), 'compile-cache'));
const { main } = await import('./main.ts');
await main(process.argv);
