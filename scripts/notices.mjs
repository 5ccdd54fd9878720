// What the about box shows: the libraries in the bundles with their licences, and the README. A plugin of the build.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The folder of the package a bundled module belongs to; undefined for our own. */
export function packageFolder(id) {
  const at = id.replaceAll('\\', '/').lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const [scope, name] = id.slice(at + '/node_modules/'.length).split(/[\\/]/);
  return join(id.slice(0, at), 'node_modules', ...(scope.startsWith('@') ? [scope, name] : [scope]));
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  return {
    name,
    version,
    licence: typeof license === 'string' ? license : '',
    text: file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim(),
  };
}

/** A package and everything it needs, as folders. */
function closure(name, from, into) {
  const resolve = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const folder = resolve
    .map((path) => join(path, name))
    .find((path) => existsSync(join(path, 'package.json')));
  if (folder === undefined || into.has(folder)) return;
  into.add(folder);
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  for (const needed of Object.keys(dependencies)) closure(needed, folder, into);
}

/** Build tools of the addon: they run at installation and are in no bundle. */
const TOOLS = ['node-gyp', 'node-api-headers', 'node-addon-api'];

/** The libraries in the page's own bundle, and those the engine's is made of. */
export function libraries(moduleIds) {
  const folders = new Set(moduleIds.map(packageFolder).filter((folder) => folder !== undefined));
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of Object.keys(dependencies)) if (!TOOLS.includes(name)) closure(name, root, folders);
  const found = [...folders].filter((folder) => existsSync(join(folder, 'package.json'))).map(notice);
  return found.sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

/** Writes `notices.json` beside the page. */
export const notices = () => ({
  name: 'taskshape-notices',
  generateBundle(_options, bundle) {
    const ids = Object.values(bundle).flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
    const source = JSON.stringify({
      libraries: libraries(ids),
      readme: readFileSync(join(root, 'README.md'), 'utf8'),
    });
    this.emitFile({ type: 'asset', fileName: 'notices.json', source });
  },
});
