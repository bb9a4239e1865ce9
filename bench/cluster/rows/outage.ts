import { once } from '../../bed/once';
import { compareLosses } from '../../bed/losses';
import { repeats } from '../../bed/race';
import type { Measured, Row } from '../../row';
import { obeyed } from '../bench-cluster';
import type { BenchDns, Outage } from '../order';

const outages = new Map<string, Promise<readonly Outage[]>>();

/** One outage below as many Deployments of each contender as there are repeats. */
export function outageRows(dns: BenchDns): readonly Row[] {
  const about = 'of 3 pods while CoreDNS is down for 30 s and 15 s after, against the better stand-in';
  const row = { goal: { of: 'ours', atMost: 0 } } as const;
  return [
    {
      ...row,
      name: `k8s-${dns}-outage-links`,
      about: `real Kubernetes: links lost ${about}`,
      unit: 'links',
      run: () => tell(dns, ({ lostLinks }) => lostLinks),
    },
    {
      ...row,
      name: `k8s-${dns}-outage-broken`,
      about: `real Kubernetes: time without a full mesh ${about}`,
      unit: 'ms',
      run: () => tell(dns, ({ brokenMs }) => brokenMs),
    },
  ];
}

async function tell(dns: BenchDns, figure: (outage: Outage) => number): Promise<Measured> {
  const found = await once(outages, dns, () => obeyed({ do: 'outage', dns, deployments: repeats }));
  return compareLosses((contender) => found.filter((outage) => outage.contender === contender).map(figure));
}
