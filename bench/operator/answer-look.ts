import { readCookie } from '../../lib/cli/doctor/gather/cookie-secret';
import { namesOfOthers, type Pod } from './pods';

/** What `doctor`'s program prints in a pod that finds everything as it should be. */
export function answerLook(command: readonly string[], { node }: Pod, pods: readonly Pod[], cookie: string): string {
  const parameters = /"([\w+/=]+)" \|> Base\.decode64!/.exec(command.at(-1) ?? '')?.[1] ?? '';
  const [salt = '', service = '', namespace = '', , , , , addresses = ''] = Buffer.from(parameters, 'base64')
    .toString()
    .split('\n');
  const asked = addresses.split(' ').filter((address) => address !== '');
  const lines = [
    ['clock', Date.now()],
    ['vm', node, '25', '1.14.0', 65_536],
    ['cookie', readCookie(salt, cookie).fingerprint, false],
    ['connected', ...namesOfOthers(node, pods)],
    ...asked.map((address) => ['peer', address, 'ok', 'ok', '=rsolv_api:9100']),
    ['dns', `${service}.${namespace}.svc.cluster.local.`, '', ...pods.map(({ address }) => address)],
    ['runtime', '0.1.0', 'production', true, false],
    ['end'],
  ];
  return lines.map((words) => `${['beam-cluster', ...words].join('\t')}\n`).join('');
}
