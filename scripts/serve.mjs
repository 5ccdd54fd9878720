// `npm run serve -- [DUMP…]`: browser mode from the built bundle, built first where that is due.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale, root } from './build-if-stale.mjs';

buildIfStale();
// npm runs scripts in the project's folder; the user's files are relative to where the user stands.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
await import(pathToFileURL(join(root, 'out', 'main', 'serve.js')).href);
