import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const SOURCES = join(import.meta.dirname, '..', '..', 'native', 'src');

/**
 * Builds the addon with AddressSanitizer and UndefinedBehaviorSanitizer, and answers the environment in which a
 * process loads it. For g++ on Linux.
 */
export function sanitizedEnvironment(folder: string): NodeJS.ProcessEnv {
  const addon = join(folder, 'sanitized', 'taskshape.node');
  mkdirSync(join(folder, 'sanitized'), { recursive: true });
  const sources = readdirSync(SOURCES).map((name) => join(SOURCES, name));
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  if (!existsSync(addon) || statSync(addon).mtimeMs < newest) {
    // The same headers as the real build; the package has no types.
    const headers = createRequire(import.meta.url)('node-api-headers') as { readonly include_dir: string };
    execFileSync(
      'g++',
      [
        ...[
          '-std=c++20',
          '-O1',
          '-g',
          '-fno-omit-frame-pointer',
          '-fno-rtti',
          '-fPIC',
          '-shared',
          '-pthread',
        ],
        ...['-fsanitize=address,undefined', '-fno-sanitize-recover=undefined'],
        ...['-DNAPI_VERSION=8', '-DNODE_API_NO_EXTERNAL_BUFFERS_ALLOWED', '-I', headers.include_dir],
        ...[...sources.filter((file) => file.endsWith('.cpp')), '-o', addon],
      ],
      { stdio: 'inherit' },
    );
  }
  const library = execFileSync('g++', ['-print-file-name=libasan.so'], { encoding: 'utf8' }).trim();
  return {
    TASKSHAPE_FUZZ_ADDON: addon,
    LD_PRELOAD: library,
    // Node frees nothing at its end, and V8's own ways with memory are not ours to judge.
    ASAN_OPTIONS: 'detect_leaks=0:abort_on_error=1:allocator_may_return_null=1:quarantine_size_mb=16',
  };
}
