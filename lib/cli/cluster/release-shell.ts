/** What a second VM takes while it asks the first, and a third more: 24 MiB were seen, besides the files that both read. */
const neededMib = 32;

/** What `release-shell` is run against; a test gives other folders. */
export interface ShellPlaces {
  readonly processes: string;
  readonly controlGroups: string;
}

const real: ShellPlaces = { processes: '/proc', controlGroups: '/sys/fs/cgroup' };

/**
 * Shell that finds the release of the VM that runs in the container, which exec's own environment does not name, and leaves
 * its command in `$release`. Its commands start a VM of their own: a small one, and none where it could have the pod killed
 * for its memory limit. Ends with 3 and the reason where there is no release or no room.
 */
export function releaseShell({ processes, controlGroups }: ShellPlaces = real): string {
  return `
value() { { tr '\\0' '\\n' <"$from"; } 2>/dev/null | sed -n "s/^$1=//p"; }
for from in ${processes}/1/environ ${processes}/[0-9]*/environ; do
  root=$(value RELEASE_ROOT)
  [ -n "$root" ] && break
done
for name in RELEASE_NODE RELEASE_COOKIE RELEASE_DISTRIBUTION; do
  found=$(value $name)
  [ -n "$root" ] && [ -n "$found" ] && export "$name=$found"
done
for root in "$root" "\${RELEASE_ROOT:-.}" /app /opt/app; do
  [ -f "$root/releases/start_erl.data" ] && break
done
[ -f "$root/releases/start_erl.data" ] || { echo 'no mix release was found in the container' >&2; exit 3; }
release_file() { set -- "$root"/releases/*/*.rel; basename "$1" .rel; }
release=$root/bin/$(release_file)
room() {
  limit=$(cat "${controlGroups}/$1" 2>/dev/null)
  used=$(cat "${controlGroups}/$2" 2>/dev/null)
  case "$limit,$used" in ,*|*,|*[!0-9,]*) return 0 ;; esac
  [ \${#limit} -lt 16 ] || return 0
  spare=$(sed -n 's/^\\(total_\\)\\{0,1\\}inactive_file //p' "${controlGroups}/$3" 2>/dev/null | tail -n 1)
  left=$(((limit - used + \${spare:-0}) / 1048576))
  [ "$left" -ge ${neededMib} ] || {
    echo "$left MiB are left below its memory limit of $((limit / 1048576)) MiB, and the second VM that asks needs ${neededMib}" >&2
    exit 3
  }
}
room memory.max memory.current memory.stat
room memory/memory.limit_in_bytes memory/memory.usage_in_bytes memory/memory.stat
export ERL_ZFLAGS="\${ERL_ZFLAGS:-} +S 1:1 +SDcpu 1:1 +SDio 1"
`.trim();
}
