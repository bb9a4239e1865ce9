import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';
const mergedFolders = ['bin', 'sbin', 'lib', 'lib64'];
const leftOut = ['usr/share/doc', 'usr/share/man', 'usr/share/locale', 'usr/share/lintian'];

/**
 * Unpacks packages of a Debian release, with all that they depend on, into a root file system, from the mirror that this
 * machine has. Nothing is installed on the machine, and no package's script is run.
 */
export async function unpackDebian(suite: string, packages: readonly string[], folder: string): Promise<string> {
  const version = createHash('sha256').update(packages.join()).digest('hex').slice(0, 8);
  const root = join(folder, `root-${version}`);
  if (existsSync(root)) return root;
  const work = join(folder, 'apt');
  const unfinished = join(folder, 'root.new');
  for (const path of [work, unfinished]) rmSync(path, { recursive: true, force: true });
  for (const path of ['lists/partial', 'archives/partial']) mkdirSync(join(work, path), { recursive: true });
  writeFileSync(join(work, 'status'), '');
  writeFileSync(join(work, 'sources.list'), `deb [signed-by=${keyring}] ${await findMirror()} ${suite} main\n`);
  const apt = ['apt-get', '--quiet', ...aptOptions(work)];
  await runCommand([...apt, 'update'], { timeoutMs: 300_000 });
  await runCommand([...apt, 'install', '--yes', '--download-only', ...packages], { timeoutMs: 300_000 });
  makeRoot(unfinished);
  const exclude = leftOut.map((path) => `--exclude=./${path}`).join(' ');
  const unpack = `for deb in ${work}/archives/*.deb; do dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C ${unfinished} ${exclude}; done`;
  await runCommand(['sh', '-ec', `${unpack}; ldconfig -r ${unfinished}`], { timeoutMs: 300_000 });
  renameSync(unfinished, root);
  rmSync(work, { recursive: true });
  return root;
}

/** The address that the machine gets its own Debian packages from. */
async function findMirror(): Promise<string> {
  const known = await readMirror();
  if (known !== undefined) return known;
  // A fresh machine knows its sources only after it has read them.
  await runCommand(['apt-get', '--quiet', 'update'], { timeoutMs: 300_000 });
  const found = await readMirror();
  if (found === undefined) throw new Error('This machine has no source of Debian packages; add one under /etc/apt.');
  return found;
}

async function readMirror(): Promise<string | undefined> {
  const targets = ['--format', '$(REPO_URI)', 'Created-By: Packages', 'Label: Debian', 'Component: main'];
  const [mirror = ''] = (await runCommand(['apt-get', 'indextargets', ...targets])).split('\n');
  return mirror === '' ? undefined : mirror;
}

function aptOptions(work: string): readonly string[] {
  const settings = {
    'Dir::Etc::sourcelist': join(work, 'sources.list'),
    'Dir::Etc::sourceparts': '-',
    'Dir::State::lists': join(work, 'lists'),
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache::archives': join(work, 'archives'),
    'Dir::Cache::pkgcache': '',
    'Dir::Cache::srcpkgcache': '',
    'APT::Sandbox::User': 'root',
    'APT::Install-Recommends': 'false',
    'Debug::NoLocking': '1',
  };
  return Object.entries(settings).map(([name, value]) => `--option=${name}=${value}`);
}

/** What the packages' scripts would have made. */
function makeRoot(root: string): void {
  for (const folder of ['etc', 'proc', 'dev', 'tmp', ...mergedFolders.map((name) => `usr/${name}`)]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const name of mergedFolders) symlinkSync(`usr/${name}`, join(root, name));
  symlinkSync('dash', join(root, 'usr/bin/sh'));
  symlinkSync('mawk', join(root, 'usr/bin/awk'));
  writeFileSync(join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/sh\n');
  writeFileSync(join(root, 'etc/group'), 'root:x:0:\nnogroup:x:65534:\n');
  writeFileSync(join(root, 'etc/nsswitch.conf'), 'hosts: files dns\n');
}
