import type { ShellPlaces } from '../../cluster/release-shell';

/** The flags that are counted. A node with two cookies has a random one, and no release can ask for its flags. */
const counted = ['setcookie', 'proto_dist'] as const;

/**
 * Shell that prints how often each VM in the container was started with each of some flags, from its command line. It has the
 * flags of `vm.args` and of the environment. The cookie is in it too, and is never printed. Who has a remote shell open has a
 * second VM.
 */
export function startedFlags({ processes }: Pick<ShellPlaces, 'processes'> = { processes: '/proc' }): string {
  return `
for from in ${processes}/[0-9]*/cmdline; do
  words=$({ tr '\\0' '\\n' <"$from"; } 2>/dev/null)
  case "$words" in *-progname*) ;; *) continue ;; esac
  for flag in ${counted.join(' ')}; do
    printf 'beam-cluster\\tstarted\\t%s\\t%s\\n' "$flag" "$(printf '%s\\n' "$words" | grep -c "^-$flag$")"
  done
done
`.trim();
}
