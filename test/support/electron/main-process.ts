/** Runs a built main process with the double in place of `electron`: `node main-process.ts BUNDLE [ARGUMENT…]`. */
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as electron from './electron-module.ts';

const double = new URL('./electron-module.ts', import.meta.url).href;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: double, shortCircuit: true } : next(specifier, context),
});

const [node = '', , bundle = '', ...args] = process.argv;
process.argv = [node, ...args];
await import(pathToFileURL(resolve(bundle)).href);
const { app } = (await import(double)) as typeof electron;
app.becomeReady();
