import type { DnsView, Inside, PeerView, RuntimeView } from '../facts/inside';

/** What was printed, and between which two moments of ours. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly crashDump: string;
}

/** Reads what a pod answered; undefined where it did not answer to the end. */
export function readAnswers({ stdout, stderr, startedAt, endedAt, crashDump }: Printed): Inside | undefined {
  const lines = stdout
    .split('\n')
    .map((line) => line.replace(/\r$/, '').split('\t'))
    .filter(([mark]) => mark === 'beam-cluster')
    .map(([, ...words]) => words);
  // Where a second VM answered, it has the last word.
  const from = lines.findIndex(([key]) => key === 'refusal');
  const answers = lines.slice(from + 1);
  const one = (key: string) => answers.find(([first]) => first === key)?.slice(1);
  const many = (key: string) => answers.filter(([first]) => first === key).map((words) => words.slice(1));
  const [node = '', otp = '', elixir = '', ports = ''] = one('vm') ?? [];
  if (one('end') === undefined || node === '') return undefined;
  const [fingerprint = '', isShort] = one('cookie') ?? [];
  const clock = Number(one('clock')?.[0]);
  const dns = readDns(one('dns'));
  const [bytes, writtenAt] = one('dump') ?? [];
  const runtime = readRuntime(one('runtime'), many('problem'), many('missing'));
  return {
    ...(from < 0 ? {} : { refusal: refusalOf(`${stdout}\n${stderr}`) }),
    node,
    otp,
    elixir,
    cookie: { fingerprint, ...(isShort === 'true' ? { weakness: 'is shorter than 20 characters' } : {}) },
    connected: one('connected') ?? [],
    clock: { earliest: clock - endedAt, latest: clock - startedAt },
    ...(dns === undefined ? {} : { dns }),
    peers: many('peer').map(readPeer),
    portLimit: Number(ports),
    ...(bytes === undefined
      ? {}
      : {
          crashDump: {
            path: crashDump,
            bytes: Number(bytes),
            writtenAt: new Date(Number(writtenAt) * 1000).toISOString(),
          },
        }),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

/** Why a release's command failed, without what it quotes of the program; a VM that does not start tells it to stdout. */
function refusalOf(output: string): string {
  if (output.includes('eaddrinuse')) return 'its release cannot start a second VM: eaddrinuse';
  const reason = /RPC failed with reason (:\w+)/i.exec(output)?.[1];
  return `its own release cannot reach it${reason === undefined ? '' : `: ${reason}`}`;
}

function readDns(words: readonly string[] | undefined): DnsView | undefined {
  if (words === undefined) return undefined;
  const [query = '', error = '', ...addresses] = words;
  return { query, addresses, ...(error === '' ? {} : { error }) };
}

function readPeer([address = '', epmd = '', distribution = '', listed = '']: readonly string[]): PeerView {
  if (listed === '') return { address, epmd, distribution };
  const names = listed
    .slice(1)
    .split(',')
    .filter((entry) => entry !== '')
    .map((entry) => ({ name: entry.split(':')[0] ?? '', port: Number(entry.split(':')[1]) }));
  return { address, epmd, distribution, names };
}

function readRuntime(
  words: readonly string[] | undefined,
  problems: readonly (readonly string[])[],
  missing: readonly (readonly string[])[],
): RuntimeView | undefined {
  if (words === undefined) return undefined;
  const [version = '', mode = '', isReady, isDraining] = words;
  return {
    version,
    mode,
    isReady: isReady === 'true',
    isDraining: isDraining === 'true',
    problems: problems.flat(),
    missing: missing.map(([node = '', cause = '', seconds]) => ({ node, cause, seconds: Number(seconds) })),
  };
}
