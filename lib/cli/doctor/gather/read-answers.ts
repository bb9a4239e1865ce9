import { explainRefusal } from '../../cluster/known-words';
import { tooShort } from '../../cookie/weak-cookie';
import type { DnsView, Inside, PeerView, ProbeView, RuntimeView, ServerView, Setting } from '../facts/inside';

/** What was printed, and between which two moments of ours. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly crashDump: string;
}

/** What every line of an answer starts with. */
const mark = 'beam-cluster\t';

/** More than the nodes of any cluster: a pod that names more does not make the verdict take longer. */
const mostWords = 1000;
const mostProblems = 20;
const mostNamesOfEpmd = 100;
const mostSettings = 20;

/** Reads what a pod answered; undefined where it did not answer to the end. */
export function readAnswers({ stdout, stderr, startedAt, endedAt, crashDump }: Printed): Inside | undefined {
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length).replace(/\r$/, '').split('\t', mostWords));
  // Where a second VM answered, it has the last word.
  const from = lines.findIndex(([key]) => key === 'refusal');
  const answers = lines.slice(from + 1);
  const one = (key: string) => answers.find(([first]) => first === key)?.slice(1);
  const many = (key: string, most = mostWords) =>
    answers
      .filter(([first]) => first === key)
      .slice(0, most)
      .map((words) => words.slice(1));
  const [node = '', otp = '', elixir = '', ports = ''] = one('vm') ?? [];
  const clock = Number(one('clock')?.[0] ?? Number.NaN);
  if (one('end') === undefined || node === '' || Number.isNaN(clock)) return undefined;
  const [fingerprint = '', isShort] = one('cookie') ?? [];
  const dns = readDns(one('dns'));
  const dump = readDump(one('dump'), crashDump);
  const runtime = readRuntime(one('runtime'), many('problem', mostProblems), many('missing'));
  // The flags of a second VM are not those of the node.
  const started = lines
    .filter(([key, , count]) => key === 'started' && Number(count) > 0)
    .slice(0, mostSettings)
    .map(([, name = '', count = '']) => readSetting('flag', [name, count]));
  const asked = [
    ...many('flag', mostSettings).map((words) => readSetting('flag', words)),
    ...many('kernel', mostSettings).map(([name = '', value = '']) => readSetting('kernel', [name, '1', value])),
    ...many('variable', mostSettings).map(([name = '', value = '']) => readSetting('variable', [name, '1', value])),
  ];
  const settings = from < 0 && asked.length > 0 ? asked : started;
  const servers = many('server', mostSettings).map(readServer);
  const probes = many('probe', mostSettings).map(readProbe);
  return {
    ...(from < 0 ? {} : { refusal: explainRefusal(`${stdout}\n${stderr}`) }),
    node,
    otp,
    elixir,
    cookie: { fingerprint, ...(isShort === 'true' ? { weakness: tooShort } : {}) },
    connected: one('connected') ?? [],
    clock: { earliest: clock - endedAt, latest: clock - startedAt },
    ...(dns === undefined ? {} : { dns }),
    peers: many('peer').map(readPeer),
    portLimit: Number(ports) || 0,
    ...(settings.length === 0 ? {} : { settings }),
    ...(servers.length === 0 ? {} : { servers }),
    ...(probes.length === 0 ? {} : { probes }),
    ...(dump === undefined ? {} : { crashDump: dump }),
    ...(runtime === undefined ? {} : { runtime }),
  };
}

function readSetting(kind: Setting['kind'], [name = '', count, value = '']: readonly string[]): Setting {
  return { kind, name, value, count: Number(count) || 1 };
}

function readServer([port = '', own = '', loopback = '']: readonly string[]): ServerView {
  return { port: Number(port) || 0, own, loopback };
}

function readProbe([name = '', path = '', status = '', contentType = '', location = '']: readonly string[]): ProbeView {
  return { name, path, status: Number(status) || 0, contentType: contentType.toLowerCase(), location };
}

function readDump(words: readonly string[] | undefined, path: string): Inside['crashDump'] {
  const [bytes = '', seconds = ''] = words ?? [];
  const writtenAt = new Date(Number(seconds || Number.NaN) * 1000);
  if (Number.isNaN(Number(bytes)) || Number.isNaN(writtenAt.getTime())) return undefined;
  return { path, bytes: Number(bytes), writtenAt: writtenAt.toISOString() };
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
    .split(',', mostNamesOfEpmd)
    .map((entry) => entry.split(':'))
    .flatMap(([name = '', port = '']) => (/^\d{1,5}$/.test(port) ? [{ name, port: Number(port) }] : []));
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
    missing: missing.map(([node = '', cause = '', seconds]) => ({ node, cause, seconds: Number(seconds) || 0 })),
  };
}
