import { BlockList, isIP } from 'node:net';
import { attempt } from '../../model/schema/plain';
import { UserError } from '../errors';
import { exitCodes } from '../exit-codes';

/** A proxy on the way to the API server. */
export interface Proxy {
  readonly url: string;
  /** Where it was given: the name of a variable, or the kubeconfig. */
  readonly source: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The proxy that the environment names for a server. The rules are those of Go's net/http, and so those of kubectl: a
 * variable in upper case comes first, and no proxy is used for this machine.
 */
export function proxyFor(server: string, environment: Environment): Proxy | undefined {
  const { protocol, hostname, port } = new URL(server);
  const isTls = protocol === 'https:';
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const source = firstOf(environment, isTls ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (source === undefined || isThisMachine(host)) return undefined;
  const exempt = environment[firstOf(environment, 'NO_PROXY') ?? ''] ?? '';
  const number = port === '' ? (isTls ? '443' : '80') : port;
  if (exempt.split(',').some((rule) => isExempt(host, number, rule.trim().toLowerCase()))) return undefined;
  return { url: addressOf(environment[source] ?? '', source), source };
}

/** The proxy without its user and password. */
export function showProxy({ url, source }: Proxy): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host} of ${source}`;
}

function firstOf(environment: Environment, name: string): string | undefined {
  return [name, name.toLowerCase()].find((spelled) => (environment[spelled] ?? '') !== '');
}

const protocols = ['http:', 'https:', 'socks5:', 'socks5h:'];

// The text is not shown, because it may have a password.
function addressOf(text: string, source: string): string {
  const url = attempt(() => new URL(text.includes('://') ? text : `http://${text}`));
  if (url instanceof URL && protocols.includes(url.protocol) && url.hostname !== '') return url.href;
  const example = 'http://proxy.acme.dev:3128';
  throw new UserError(`${source} is not the address of a proxy; set it to one such as ${example}.`, exitCodes.usage);
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || (isIP(host) === 4 && host.startsWith('127.')) || host === '::1';
}

/** Whether a rule of NO_PROXY is about a host: an address, a range, a domain with its subdomains, or `*`. */
function isExempt(host: string, port: string, rule: string): boolean {
  if (rule === '') return false;
  if (rule === '*') return true;
  const [, network = '', bits = ''] = /^([\d.:a-f]+)\/(\d+)$/.exec(rule) ?? [];
  if (isIP(network) !== 0) return isIn(host, network, Number(bits));
  const [, name = rule, wanted = port] = (isIP(rule) === 6 ? null : /^(.*):(\d+)$/.exec(rule)) ?? [];
  if (wanted !== port) return false;
  const domain = name.replace(/^\[|\]$/g, '').replace(/^\*\./, '.');
  if (isIP(domain) !== 0 || isIP(host) !== 0) return domain === host;
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function isIn(host: string, network: string, bits: number): boolean {
  if (isIP(host) !== isIP(network)) return false;
  const family = isIP(host) === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  try {
    list.addSubnet(network, bits, family);
  } catch {
    return false;
  }
  return list.check(host, family);
}
