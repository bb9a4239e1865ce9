import { readAnswers, type Printed } from '../../../../lib/cli/doctor/gather/read-answers';
import { recordedAnswers } from './recorded';

const printed: Printed = {
  stdout: recordedAnswers,
  stderr: '',
  startedAt: 1_795_526_340_500,
  endedAt: 1_795_526_341_500,
  crashDump: '/var/crash/erl_crash.dump',
};

test('what a real pod printed is read', () => {
  expect(readAnswers(printed)).toEqual({
    node: 'rsolv_api@10.244.1.2',
    otp: '25',
    elixir: '1.14.0',
    cookie: { fingerprint: '4E5EF99F4816946BAB1B15DBE2812C8F' },
    connected: ['rsolv_api@10.244.3.2', 'rsolv_api@10.244.2.2'],
    clock: { earliest: -509, latest: 491 },
    dns: {
      query: 'rsolv-api-headless.healthy.svc.cluster.local.',
      addresses: ['10.244.3.2', '10.244.2.2', '10.244.1.2'],
    },
    peers: ['10.244.1.2', '10.244.2.2', '10.244.3.2'].map((address) => ({
      address,
      epmd: 'ok',
      distribution: 'ok',
      names: [{ name: 'rsolv_api', port: 9100 }],
    })),
    portLimit: 65_536,
    runtime: { version: '0.1.0', mode: 'production', isReady: true, isDraining: false, problems: [], missing: [] },
  });
});

test('lines of the application in between do not matter', () => {
  const stdout = `[info] booted\n${recordedAnswers.replaceAll('\n', '\r\n12:00:00 [debug] x\n')}`;

  expect(readAnswers({ ...printed, stdout })).toEqual(readAnswers(printed));
});

test('a pod that did not answer to the end has said nothing', () => {
  const stdout = recordedAnswers.replace('beam-cluster\tend\n', '');

  expect(readAnswers({ ...printed, stdout })).toBeUndefined();
  expect(readAnswers({ ...printed, stdout: '' })).toBeUndefined();
});

test('a second VM that answered for a node says why it had to', () => {
  const stdout = `beam-cluster\tclock\t1\nbeam-cluster\trefusal\n${recordedAnswers}`;
  const refusal = (stderr: string) => readAnswers({ ...printed, stdout, stderr })?.refusal;

  expect(refusal('--rpc-eval : RPC failed with reason :nodedown')).toBe('its own release cannot reach it: :nodedown');
  expect(refusal('register/listen error: eaddrinuse')).toBe('its release cannot start a second VM: eaddrinuse');
  const listening = "Protocol 'inet_tcp': register/listen error: eaddrinuse\n";
  expect(readAnswers({ ...printed, stdout: listening + stdout })?.refusal).toContain('eaddrinuse');
  expect(refusal('SECRET in an argument')).toBe('its own release cannot reach it');
});

test('what is wrong with DNS, peers, the cookie, and what a crash left is read', () => {
  const stdout = recordedAnswers
    .replace(/dns\t.*/, 'dns\tx.\tnxdomain')
    .replace(/peer\t10.244.1.2.*/, 'peer\t10.244.1.2\teconnrefused\ttimeout\t')
    .replace(/peer\t10.244.2.2.*/, 'peer\t10.244.2.2\tok\tok\t=')
    .replace('8C8F\tfalse', '8C8F\ttrue')
    .replace(
      'beam-cluster\tend',
      'beam-cluster\tdump\t17\t1795526340\nbeam-cluster\tproblem\tp q\nbeam-cluster\tmissing\ta@b\trefused\t9\nbeam-cluster\tend',
    );
  const inside = readAnswers({ ...printed, stdout });

  expect(inside?.dns).toEqual({ query: 'x.', addresses: [], error: 'nxdomain' });
  expect(inside?.peers[0]).toEqual({ address: '10.244.1.2', epmd: 'econnrefused', distribution: 'timeout' });
  expect(inside?.peers[1]?.names).toEqual([]);
  expect(inside?.crashDump).toEqual({
    path: '/var/crash/erl_crash.dump',
    bytes: 17,
    writtenAt: '2026-11-24T13:19:00.000Z',
  });
  expect(inside?.runtime?.problems).toEqual(['p q']);
  expect(inside?.runtime?.missing).toEqual([{ node: 'a@b', cause: 'refused', seconds: 9 }]);
});

test('what the VM was started with, and how it answers its probes, is read', () => {
  const lines = [
    'flag\tsetcookie\t2\t',
    'kernel\tconnect_all\tfalse',
    'variable\tERL_EPMD_ADDRESS\t127.0.0.1',
    'server\t4000\teconnrefused\tok',
    'probe\treadiness\t/ready\t301\tText/HTML\thttps://acme.dev/ready',
    'end',
  ];
  const stdout = recordedAnswers.replace(
    'beam-cluster\tend\n',
    lines.map((line) => `beam-cluster\t${line}\n`).join(''),
  );

  expect(readAnswers({ ...printed, stdout })).toMatchObject({
    settings: [
      { kind: 'flag', name: 'setcookie', value: '', count: 2 },
      { kind: 'kernel', name: 'connect_all', value: 'false', count: 1 },
      { kind: 'variable', name: 'ERL_EPMD_ADDRESS', value: '127.0.0.1', count: 1 },
    ],
    servers: [{ port: 4000, own: 'econnrefused', loopback: 'ok' }],
    probes: [
      {
        name: 'readiness',
        path: '/ready',
        status: 301,
        contentType: 'text/html',
        location: 'https://acme.dev/ready',
      },
    ],
  });
});

test('a node that refuses its release has the flags of its command line, and not those of the VM that answers', () => {
  const flags = 'beam-cluster\tstarted\tsetcookie\t2\nbeam-cluster\tstarted\thidden\t0\nbeam-cluster\trefusal\n';
  const second = recordedAnswers.replace('beam-cluster\tend\n', 'beam-cluster\tflag\thidden\t1\t\nbeam-cluster\tend\n');

  expect(readAnswers({ ...printed, stdout: flags + second })?.settings).toEqual([
    { kind: 'flag', name: 'setcookie', value: '', count: 2 },
  ]);
});
