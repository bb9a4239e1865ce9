import { once } from '../../bed/once';
import { contenders, note, repeats, standIns, type Contender } from '../../bed/race';
import { spreadOf } from '../../measure/spread';
import type { Measured, Row } from '../../row';
import { obeyed } from '../bench-cluster';
import type { BenchDns, Outage } from '../order';

const outages = new Map<string, Promise<readonly Outage[]>>();

/** One outage below as many Deployments of each contender as there are repeats. */
export function outageRows(dns: BenchDns): readonly Row[] {
  const about = 'of 3 pods while CoreDNS is down for 30 s and 15 s after; the stand-ins never disconnect either';
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
  const spread = (contender: Contender) =>
    spreadOf(found.filter((outage) => outage.contender === contender).map(figure));
  for (const contender of contenders) note(contender, spread(contender));
  const [better] = standIns.map(spread).sort((a, b) => a.median - b.median || a.max - b.max);
  // None of them may lose anything: the worst counts, as in a median.
  const ours = spread('ours');
  return { ours: { ...ours, median: ours.max }, ...(better === undefined ? {} : { others: better }) };
}
