import { controlPlaneAddress } from './addresses';

/** How CoreDNS answers; `kubeadm` is what a cluster of kubeadm has today. */
export const dnsModes = ['kubeadm', 'cache5', 'servfail'] as const;
export type DnsMode = (typeof dnsModes)[number];

/** The Corefile of a mode. */
export function printCorefile(mode: DnsMode, kubeconfig: string): string {
  const zone = (ttl: number): readonly string[] => [
    'kubernetes cluster.local in-addr.arpa ip6.arpa {',
    `  kubeconfig ${kubeconfig}`,
    '  pods insecure',
    `  ttl ${ttl}`,
    '}',
  ];
  const plugins: Readonly<Record<DnsMode, readonly string[]>> = {
    kubeadm: [...zone(30), 'cache 30 {', '  disable success cluster.local', '  disable denial cluster.local', '}'],
    cache5: [...zone(5), 'cache 5'],
    servfail: ['template ANY ANY {', '  rcode SERVFAIL', '}'],
  };
  const common = [`bind ${controlPlaneAddress}`, 'errors', `ready ${controlPlaneAddress}:8181`, 'loadbalance'];
  return ['.:53 {', ...[...common, ...plugins[mode]].map((line) => `  ${line}`), '}', ''].join('\n');
}
