import { runCommand } from '../../nodes/machine/run';
import { gateway, hostAddress, podRangeOf, serviceRange } from './addresses';
import { bridge, type Host } from './host';

/**
 * The switch that the hosts are plugged into, in the network namespace of this process, from which the tests reach hosts, pods and
 * Services as somebody in the same data centre does.
 */
export async function layNetwork(nodes: number): Promise<void> {
  await runCommand([
    'sh',
    '-ec',
    [
      'ip link set lo up',
      `ip link add ${bridge} type bridge`,
      `ip addr add ${gateway}/24 dev ${bridge}`,
      `ip link set ${bridge} up`,
      // Replies go another way than what they answer, and pass this host in one direction alone.
      'echo 1 > /proc/sys/net/ipv4/ip_forward',
      'for file in /proc/sys/net/ipv4/conf/*/send_redirects; do echo 0 > "$file"; done',
      ...routesToPods(nodes, 0),
      `ip route add ${serviceRange} via ${hostAddress(1)}`,
    ].join('\n'),
  ]);
}

/** Tells a host the way to the pods of all others. */
export async function routeToPods(host: Host, nodes: number, own: number): Promise<void> {
  await host.run(['sh', '-ec', routesToPods(nodes, own).join('\n')]);
}

function routesToPods(nodes: number, own: number): readonly string[] {
  const others = Array.from({ length: nodes }, (_, index) => index + 1).filter((node) => node !== own);
  return others.map((node) => `ip route add ${podRangeOf(node)} via ${hostAddress(node)}`);
}
