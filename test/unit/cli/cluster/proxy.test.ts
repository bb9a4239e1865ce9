import { proxyFor, showProxy } from '../../../../lib/cli/cluster/proxy';

const server = 'https://api.acme.dev:6443';
const proxy = 'http://proxy:3128';
const urlFor = (environment: Readonly<Record<string, string>>, to = server) => proxyFor(to, environment)?.url;

test.each<[Readonly<Record<string, string>>, string | undefined]>([
  [{}, undefined],
  [{ HTTPS_PROXY: proxy }, 'http://proxy:3128/'],
  [{ https_proxy: 'proxy:3128' }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: '', https_proxy: proxy }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: 'socks5://proxy:1080' }, 'socks5://proxy:1080'],
  [{ HTTP_PROXY: proxy }, undefined],
])('%j', (environment, url) => {
  expect(urlFor(environment)).toBe(url);
});

test('a server without TLS has the proxy of HTTP_PROXY', () => {
  expect(urlFor({ HTTP_PROXY: proxy, HTTPS_PROXY: 'http://other' }, 'http://api.acme.dev')).toBe('http://proxy:3128/');
});

test.each(['https://localhost:6443', 'https://127.0.0.1:6443', 'https://[::1]:6443'])('none is used for %s', (to) => {
  expect(urlFor({ HTTPS_PROXY: proxy }, to)).toBeUndefined();
});

describe('NO_PROXY', () => {
  test.each([
    ['*', server],
    ['other.dev, api.acme.dev', server],
    ['acme.dev', server],
    ['.acme.dev', server],
    ['*.acme.dev', server],
    ['API.ACME.DEV:6443', server],
    ['10.0.0.0/8', 'https://10.1.2.3:6443'],
    ['10.1.2.3', 'https://10.1.2.3:6443'],
    ['10.1.2.3:6443', 'https://10.1.2.3:6443'],
    ['fd00::/8', 'https://[fd00::1]:6443'],
    ['fd00::1', 'https://[fd00::1]'],
  ])('%s leaves out %s', (rule, to) => {
    expect(urlFor({ HTTPS_PROXY: proxy, NO_PROXY: rule }, to)).toBeUndefined();
  });

  test.each([
    ['', server],
    ['cme.dev', server],
    ['.api.acme.dev', server],
    ['api.acme.dev:443', server],
    ['10.0.0.0/8', 'https://11.1.2.3'],
    ['10.0.0.0/99', 'https://10.1.2.3'],
    ['10.1.2', 'https://10.1.2.3'],
    ['fd00::/8', 'https://10.1.2.3'],
  ])('%s does not leave out %s', (rule, to) => {
    expect(urlFor({ HTTPS_PROXY: proxy, no_proxy: rule }, to)).toBe('http://proxy:3128/');
  });
});

test.each(['ftp://proxy', 'http://', 'http://a b', '://'])('%s is no address of a proxy, and is not shown', (text) => {
  expect(() => urlFor({ HTTPS_PROXY: text })).toThrow(
    'HTTPS_PROXY is not the address of a proxy; set it to one such as http://proxy.acme.dev:3128.',
  );
});

test('a password is not shown', () => {
  const found = proxyFor(server, { HTTPS_PROXY: 'http://user:hidden@proxy:3128' });

  expect(found && showProxy(found)).toBe('http://proxy:3128 of HTTPS_PROXY');
});
