// `npm run serve -- [DUMP…]`: browser mode from the built bundle, built first where that is due.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, root } from './build-if-stale.mjs';

buildIfStale();
await import(pathToFileURL(join(root, 'out', 'main', 'serve.js')).href);
