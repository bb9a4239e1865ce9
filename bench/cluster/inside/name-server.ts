import { readdirSync, readFileSync } from 'node:fs';
import { Resolver } from 'node:dns/promises';
import { pause, waitFor } from '../../../test/nodes/wait';
import { controlPlaneAddress } from '../../../test/kubernetes/hosts/addresses';
import { giveOrder } from '../../../test/kubernetes/switchboard';
import type { BenchDns } from '../order';

// A name that no pod of the bench asks for, so that no cache knows more than it would.
const known = 'kubernetes.default.svc.cluster.local';
const ttls: Readonly<Record<BenchDns, number>> = { kubeadm: 30, cache5: 5 };
// Longer than the second in which a TTL that is counted down is sure to have changed.
const agingMs = 1200;

let current: BenchDns | undefined;

/** Has CoreDNS set up that way, and makes sure that it is one CoreDNS and answers so. */
export async function setUpDns(dns: BenchDns): Promise<void> {
  if (dns === current) return;
  current = undefined;
  await giveOrder({ do: 'setDns', mode: dns });
  await waitForDns();
  await checkAnswers(dns);
  current = dns;
}

/** Waits until there is one CoreDNS, which has read the API; asks it no name. */
export async function waitForDns(): Promise<void> {
  await waitFor('CoreDNS to be ready', async () => {
    const { ok } = await fetch(`http://${controlPlaneAddress}:8181/ready`);
    return ok && countServers() === 1;
  });
}

async function checkAnswers(dns: BenchDns): Promise<void> {
  // It is ready a moment before it listens.
  const early = await waitFor('an answer of CoreDNS', askTtl);
  await pause(agingMs);
  const late = await waitFor('an answer of CoreDNS', askTtl);
  const isAsWanted = dns === 'cache5' ? early <= ttls[dns] && late !== early : early === ttls[dns] && late === early;
  if (isAsWanted) return;
  throw new Error(`CoreDNS should be as "${dns}" has it, but gives a TTL of ${early} s, and ${late} s a moment later.`);
}

async function askTtl(): Promise<number | undefined> {
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([controlPlaneAddress]);
  const [record] = await resolver.resolve4(known, { ttl: true });
  return record?.ttl;
}

/** How many processes of CoreDNS there are. */
export function countServers(): number {
  const commands = readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      return [readFileSync(`/proc/${entry}/cmdline`, 'utf8').split('\0')];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
  return commands.filter(([program = '', role]) => program.endsWith('/kubernetes') && role === 'coredns').length;
}
