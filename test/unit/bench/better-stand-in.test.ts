import { betterStandIn } from '../../../bench/bed/better-stand-in';
import { spreadOf } from '../../../bench/measure/spread';

interface Round {
  readonly libcluster: number;
  readonly dns_cluster: number;
}

const round = (libcluster: number, dnsCluster: number): Round => ({ libcluster, dns_cluster: dnsCluster });

test('the better stand-in is one and the same for all repeats, whoever was luckier in some', () => {
  const rounds = [round(700, 900), round(800, 500), round(750, 850)];

  expect(betterStandIn((standIn) => spreadOf(rounds.map((one) => one[standIn])))).toBe('libcluster');
});

test('which it is depends on what is counted', () => {
  const rounds = [round(700, 900)];

  expect(betterStandIn((standIn) => spreadOf(rounds.map((one) => -one[standIn])))).toBe('dns_cluster');
});

test('of two with the same median it is the one whose worst is better', () => {
  const rounds = [round(1, 1), round(2, 2), round(9, 3)];

  expect(betterStandIn((standIn) => spreadOf(rounds.map((one) => one[standIn])))).toBe('dns_cluster');
});
