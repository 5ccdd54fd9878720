// `npm test`: every check there is, one after the other, and at the end one line over all of them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { root } from './build-if-stale.mjs';

const require = createRequire(import.meta.url);
const bin = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);
const folder = mkdtempSync(join(tmpdir(), 'taskshape-test-'));

/** What one stage found: tests, or the stage itself as one check. */
const results = [];

function run(name, args) {
  process.stdout.write(`\n── ${name} ──\n`);
  const start = performance.now();
  const { status, error } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  if (error) process.stdout.write(`${error.message}\n`);
  return { good: status === 0, seconds: (performance.now() - start) / 1000 };
}

/** A stage that is one check: all of its commands must succeed. */
function check(name, ...commands) {
  const start = performance.now();
  const good = commands.map((args) => run(name, args).good).every(Boolean);
  results.push({
    name,
    passed: good ? 1 : 0,
    failed: good ? 0 : 1,
    skipped: 0,
    seconds: (performance.now() - start) / 1000,
  });
}

/** A stage of vitest: its report says how many tests there were. */
function tests(name, args) {
  const report = join(folder, `${name.replace(/\W+/g, '-')}.json`);
  const { good, seconds } = run(name, [
    ...args,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  const counted = { ...count(report), name, seconds };
  // A run that broke without a failed test (an unhandled error, no report) has failed all the same.
  if (!good && counted.failed === 0) counted.failed = 1;
  results.push(counted);
}

function count(report) {
  try {
    const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
    const found = { passed: 0, failed: 0, skipped: 0 };
    for (const { status, assertionResults } of testResults) {
      for (const test of assertionResults) {
        if (test.status === 'passed') found.passed++;
        else if (test.status === 'failed') found.failed++;
        else found.skipped++;
      }
      // A file that could not even be loaded, or whose hooks failed.
      if (status === 'failed' && !assertionResults.some((test) => test.status === 'failed')) found.failed++;
    }
    return found;
  } catch (error) {
    process.stdout.write(`There is no report of this stage: ${error.message}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const tsc = bin('@typescript/native', 'bin/tsc');
const vitest = bin('vitest', 'vitest.mjs');

check('typecheck', ...['shared', 'node', 'web'].map((part) => [tsc, '-p', `tsconfig.${part}.json`]));
check(
  'lint',
  [bin('eslint', 'bin/eslint.js'), '.'],
  [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level=warn', '.'],
);
check('build', [join('scripts', 'build.mjs')]);
tests('unit tests', [vitest, 'run']);
tests('real dumps', [vitest, 'run', '--config', join('test', 'corpus', 'vitest.config.ts')]);
tests('end to end', [join('scripts', 'test-e2e.mjs')]);

rmSync(folder, { recursive: true, force: true });
process.stdout.write('\n');
for (const { name, passed, failed, skipped, seconds } of results) {
  const left = skipped > 0 ? `, ${skipped} skipped` : '';
  process.stdout.write(
    `${name.padEnd(12)} ${passed} passed, ${failed} failed${left} (${seconds.toFixed(0)} s)\n`,
  );
}
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
process.stdout.write(`\n${sum('passed')} passed, ${sum('failed')} failed\n`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
