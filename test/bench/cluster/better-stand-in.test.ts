import { betterStandIn } from '../../../bench/cluster/better-stand-in';
import type { Round } from '../../../bench/cluster/rounds';

const trial = (mesh: number) => ({ lastVmStart: 0, firstLookUp: 0, lastFirstLookUp: 0, firstPublication: 0, mesh });
const round = (libcluster: number, dnsCluster: number): Round => ({
  ours: trial(1),
  libcluster: trial(libcluster),
  dns_cluster: trial(dnsCluster),
});

test('the better stand-in is one and the same for all repeats, whoever was luckier in some', () => {
  const rounds = [round(700, 900), round(800, 500), round(750, 850)];

  expect(betterStandIn(rounds, ({ mesh }) => mesh)).toBe('libcluster');
});

test('which it is depends on what is counted', () => {
  const rounds = [round(700, 900)];

  expect(betterStandIn(rounds, ({ mesh }) => -mesh)).toBe('dns_cluster');
});
