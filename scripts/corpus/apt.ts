import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotMake, run } from './run.ts';

/** Packages of any Debian suite and architecture, from this machine's own mirror, apart from its own packages. */
export interface Archive {
  /** All package names that begin so. */
  names(prefix: string): string[];
  /** Downloads a package and unpacks it into a folder; undefined where there is none of that name. */
  unpack(name: string, into: string): void;
}

/** The mirror that this machine's own packages come from. */
export function mirror(): string {
  const rows = run('apt-get', [
    'indextargets',
    '--format',
    '$(REPO_URI) $(RELEASE) $(ORIGIN)',
    'Created-By: Packages',
  ]).split('\n');
  const main = rows.find((row) => row.endsWith(' Debian') && !/-(updates|security|backports)\b/.test(row));
  const uri = main?.split(' ')[0];
  if (uri === undefined) throw new CannotMake('this machine has no Debian mirror set up');
  return uri;
}

/**
 * The list of packages itself, where apt refuses it because the mirror's Release is of another day. apt still checks
 * each package against it.
 */
function fetchList(lists: string, place: string): void {
  const uri = `${place.replace(/(?<!:)\/\/+/g, '/')}/Packages`;
  const packed = join(lists, 'Packages.xz');
  run('/usr/lib/apt/apt-helper', ['-qq', 'download-file', `${uri}.xz`, packed]);
  run('xz', ['-d', '-f', packed]);
  renameSync(join(lists, 'Packages'), join(lists, uri.replace(/^\w+:\/\//, '').replaceAll('/', '_')));
}

/** Opens a suite for an architecture, with lists and downloads in a folder of their own. */
export function openArchive(work: string, suite: string, architecture: string): Archive {
  const folder = join(work, `apt-${suite}-${architecture}`);
  for (const inside of ['lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(folder, inside), { recursive: true });
  }
  const sources = join(folder, 'sources.list');
  writeFileSync(sources, `deb [arch=${architecture} trusted=yes] ${mirror()} ${suite} main\n`);
  const settings = [
    `Dir::State::Lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    `Dir::Etc::SourceList=${sources}`,
    `Dir::Etc::SourceParts=${folder}/none`,
    `APT::Architecture=${architecture}`,
    `APT::Architectures=${architecture}`,
    'APT::Sandbox::User=root',
    'Acquire::Retries=2',
    'Acquire::http::Timeout=20',
  ].flatMap((setting) => ['-o', setting]);
  const hasList = (): boolean =>
    readdirSync(join(folder, 'lists')).some((name) => name.endsWith('_Packages'));
  if (!hasList()) {
    try {
      run('apt-get', [...settings, '-qq', '-o', 'Acquire::Languages=none', 'update']);
    } catch (thrown) {
      if (!(thrown instanceof CannotMake)) throw thrown;
    }
    if (!hasList())
      fetchList(join(folder, 'lists'), `${mirror()}/dists/${suite}/main/binary-${architecture}`);
  }
  return {
    names: (prefix) =>
      run('apt-cache', [...settings, 'pkgnames', prefix])
        .split('\n')
        .filter(Boolean),
    unpack: (name, into) => {
      const downloads = join(folder, `download-${String(process.pid)}`);
      mkdirSync(downloads, { recursive: true });
      mkdirSync(into, { recursive: true });
      try {
        run('apt-get', [...settings, '-qq', 'download', name], { cwd: downloads });
        for (const file of readdirSync(downloads)) run('dpkg-deb', ['-x', join(downloads, file), into]);
      } finally {
        rmSync(downloads, { recursive: true, force: true });
      }
      if (!existsSync(into)) throw new CannotMake(`package ${name} is empty`);
    },
  };
}
