/**
 * Builds the native addon into native/build/Release/taskshape.node. Run by `npm install`.
 *
 * Needs a C++20 compiler, make and Python (node-gyp's own needs) but no network: the Node-API headers are an npm
 * package. Without a compiler Taskshape works too, only slower, so a failure is told in one notice and is no error.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const native = join(dirname(fileURLToPath(import.meta.url)), '..', 'native');
const addon = join(native, 'build', 'Release', 'taskshape.node');
const stamp = join(native, 'build', 'Release', 'taskshape.sources');

/** A digest of everything the addon is built from, and for what. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  const sources = readdirSync(join(native, 'src'))
    .sort()
    .map((name) => join('src', name));
  for (const name of ['binding.gyp', join('headers', 'common.gypi'), ...sources]) {
    hash.update(`\0${name}\0`).update(readFileSync(join(native, name)));
  }
  return hash.digest('hex');
}

/** node-gyp's last words that say what went wrong; the whole log with --verbose. */
function reasonOf(run) {
  if (run.error) return run.error.message;
  const lines = `${run.stdout}\n${run.stderr}`.split('\n');
  const telling = lines.find((line) => /error:|not found|could not find|ERR! stack/i.test(line));
  return (telling ?? `node-gyp ended with status ${run.status}`).replace(/^gyp ERR! (stack )?/, '').trim();
}

function notice(reason) {
  console.warn(
    `taskshape: the native addon was not built (${reason}).\n` +
      '  Dumps are read by plain file reads instead, which is slower; everything else works the same.\n' +
      '  To build it, install a C++20 compiler, make and Python 3, then run: npm run build:native',
  );
}

/**
 * binding.gyp asks `node` for the headers: let that be this one, wherever it lies. A `nodedir` of npm's own settings
 * would win over the one given here, and bring the flags of another Node's build along (no exceptions, among others).
 */
function buildEnvironment() {
  const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config|package_config_node_gyp)_nodedir$/i.test(name),
  );
  return { ...Object.fromEntries(kept), PATH: path, MAKEFLAGS: `-j${availableParallelism()}` };
}

function build(wanted) {
  const require = createRequire(import.meta.url);
  const nodeGyp = require.resolve('node-gyp/bin/node-gyp.js');
  const run = spawnSync(
    process.execPath,
    [
      nodeGyp,
      'configure',
      'build',
      '--release',
      `--nodedir=${join(native, 'headers')}`,
      '--force-process-config',
    ],
    { cwd: native, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, env: buildEnvironment() },
  );
  if (process.argv.includes('--verbose')) console.log(run.stdout, run.stderr);
  if (run.status !== 0 || !existsSync(addon)) {
    notice(reasonOf(run));
    return;
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function main() {
  if (process.platform === 'win32') {
    notice('Windows has no POSIX file mappings');
    return;
  }
  const wanted = fingerprint();
  if (existsSync(addon) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  build(wanted);
}

try {
  main();
} catch (error) {
  notice(error instanceof Error ? error.message : String(error));
}
