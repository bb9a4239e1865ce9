import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { tarball, workshop } from './folder';
import { succeed } from './run';
import type { Dependencies } from './versions';

export interface Project {
  readonly name: string;
  /** More of its package.json. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  readonly dependencies: Dependencies;
  /** Further files, by path, as text or as what JSON has. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Folder of programs, below `test/package/consumer/projects`. */
  readonly programs: string;
}

/** Makes a user's project and installs it, the package from its tarball; returns the folder. */
export async function makeProject(project: Project): Promise<string> {
  const folder = join(workshop(), project.name);
  mkdirSync(folder);
  cpSync(resolve(__dirname, '../projects', project.programs), folder, { recursive: true });
  const manifest = {
    name: project.name,
    private: true,
    ...project.manifest,
    dependencies: { ...project.dependencies, 'beam-cluster': `file:${tarball()}` },
  };
  const files = { 'package.json': manifest, ...project.files };
  for (const [path, content] of Object.entries(files)) {
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
  await succeed(folder, ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']);
  return folder;
}
