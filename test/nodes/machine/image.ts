/** What a container image is: a root file system, the application in it, and how that is started. */
export interface Image {
  /** The folder that `/usr` and the like come from; `/` for the machine's own. */
  readonly base: string;
  /** The folder of the release, shown in the container as `workingDir`. */
  readonly release: string;
  readonly workingDir: string;
  /** Who the process is where the manifest does not say it. */
  readonly user: number;
  readonly group: number;
  readonly entrypoint: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The image of a release on a base, as a Dockerfile with these lines would make it. */
export function describeImage(base: string, release: string, name: string): Image {
  return {
    base,
    release,
    workingDir: '/app',
    // `USER nobody`
    user: 65_534,
    group: 65_534,
    entrypoint: [`/app/bin/${name}`, 'start'],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8' },
  };
}
