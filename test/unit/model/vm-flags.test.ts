import type { VmFlagsProps } from 'beam-cluster/model';
import { printCluster, printVariables, withHttp } from './printed';
import { problemsOf } from './problems-of';

const flagsOf = (vmFlags?: VmFlagsProps) => printVariables(vmFlags === undefined ? {} : { vmFlags })['ERL_AFLAGS'];

describe('ERL_AFLAGS', () => {
  test('fix the port, see a lost peer within 20 s, do not spin, and bound the port table', () => {
    expect(flagsOf()).toBe(
      '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 net_ticktime 15 ' +
        '+sbwt none +sbwtdcpu none +sbwtdio none +Q 65536',
    );
  });

  test('follow each property', () => {
    const extra = ['+zdbbl', '32768'];

    expect(flagsOf({ busyWait: true, maxPorts: 1_048_576, netTicktime: 60, schedulers: 4, extra })).toBe(
      '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 net_ticktime 60 +Q 1048576 +S 4:4 +zdbbl 32768',
    );
  });

  test.each([
    ['IPv4' as const, []],
    ['IPv6' as const, ['-proto_dist inet6_tcp']],
  ])('speak the family of the pods, told once: %s', (ipFamily, told) => {
    const { workload } = printCluster({ ipFamily });

    expect(JSON.stringify(workload).match(/-proto_dist \w+/g) ?? []).toEqual(told);
    expect(printVariables({ ipFamily })['ERL_AFLAGS']).toContain(told.join(' '));
  });

  test('refuse the family twice, which a VM takes for IPv4', () => {
    const tls = { extra: ['-proto_dist', 'inet_tls'] };

    expect(problemsOf({ ...withHttp, vmFlags: tls })).toEqual([]);
    expect(problemsOf({ ...withHttp, vmFlags: tls, ipFamily: 'IPv6' })).toEqual([
      'BeamCluster "api": vmFlags.extra must not have what the cluster sets, got "-proto_dist". ' +
        'The VM speaks IPv4 if it is there twice. Remove one of the two.',
    ]);
  });

  test.each([
    ['maxPorts', 1_023, 'from 1024 to 134217727', '1023'],
    ['maxPorts', 134_217_728, 'from 1024 to 134217727', 'a number of 9 digits'],
    ['netTicktime', 3, 'from 4 to 3600', '3'],
    ['schedulers', 0, 'from 1 to 1024', '0'],
    ['schedulers', 1.5, 'from 1 to 1024', '1.5'],
  ])('have bounds that the VM has: %s of %p', (property, value, range, shown) => {
    expect(problemsOf({ ...withHttp, vmFlags: { [property]: value } })).toEqual([
      `BeamCluster "api": vmFlags.${property} must be a whole number ${range}, got ${shown}.`,
    ]);
  });

  test.each([
    ['inet_dist_listen_min', 'Use the property ports.distribution.'],
    ['inet_dist_listen_max', 'Use the property ports.distribution.'],
    ['net_ticktime', 'Use the property vmFlags.netTicktime.'],
    ['-dist_listen', 'It would keep the node from being found.'],
    ['-name', 'Use the property release.'],
    ['-sname', 'Nodes of a cluster need long names.'],
    ['+Q', 'Use the property vmFlags.maxPorts.'],
    ['+S', 'Use the property vmFlags.schedulers.'],
    ['+sbwt', 'Use the property vmFlags.busyWait.'],
    ['-hidden', 'A hidden node is no member; remove it.'],
    ['--', 'It would hide the flags after it.'],
    ['-extra', 'It would hide the flags after it.'],
  ])('do not touch what the cluster sets: %s', (flag, remedy) => {
    expect(problemsOf({ ...withHttp, vmFlags: { extra: [flag, '1'] } })).toEqual([
      `BeamCluster "api": vmFlags.extra must not have what the cluster sets, got "${flag}". ${remedy}`,
    ]);
  });

  test.each(['', 'two words', '"quoted"', "it's", 'back\\slash', 'tab\t'])('take one word each: not %j', (word) => {
    expect(problemsOf({ ...withHttp, vmFlags: { extra: ['+P', word] } })).toEqual([
      'BeamCluster "api": vmFlags.extra[1] must be one word, without spaces and quotes.',
    ]);
  });
});
