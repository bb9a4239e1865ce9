import { modelCluster } from 'beam-cluster/model';
import { problemsOf } from '../../unit/model/problems-of';
import { withHttp } from '../../unit/model/printed';
import { places } from './places';

class Settings {
  readonly port = 4000;
}

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const throwing = {
  get port(): number {
    throw new Error('read');
  },
};
const refuse = () => {
  throw new Error('trap');
};
const { proxy: revoked, revoke } = Proxy.revocable({}, {});
revoke();
const { proxy: revokedList, revoke: revokeList } = Proxy.revocable([], {});
revokeList();

const strange: readonly (readonly [string, unknown])[] = [
  ['a Map', new Map([['port', 4000]])],
  ['an empty Map', new Map()],
  ['a Set', new Set(['a'])],
  ['a WeakMap', new WeakMap()],
  ['a Date', new Date(0)],
  ['a Date that is none', new Date(Number.NaN)],
  ['a RegExp', /a/],
  ['a URL', new URL('http://a')],
  ['a Settings', new Settings()],
  ['an object that inherits', Object.create({ port: 4000, secretName: 'a', cpu: '1' })],
  ['text in an object', new String('a')],
  ['a number in an object', new Number(1)],
  ['a flag in an object', new Boolean(false)],
  ['bytes', new Uint8Array([1, 2])],
  ['a buffer', Buffer.from('a')],
  ['a Promise', Promise.resolve('a')],
  ['an Error', new Error('a')],
  ['a function', () => 'a'],
  ['a symbol', Symbol('a')],
  ['a bigint', 1n],
  ['a cycle', cycle],
  ['an object whose property throws', throwing],
  ['an object named by a symbol', { [Symbol('port')]: 4000 }],
  ['a list with a gap', Array(1)],
  ['a list with a huge gap', Array(2 ** 32 - 1)],
  ['a list with more than items', Object.assign(['a'], { port: 4000 })],
  ['a list in itself', [cycle]],
  ['a proxy without keys', new Proxy({}, { ownKeys: refuse })],
  ['a proxy without a prototype', new Proxy({}, { getPrototypeOf: refuse })],
  ['a proxy that cannot be read', new Proxy({ port: 1 }, { get: refuse, getOwnPropertyDescriptor: refuse })],
  ['a list that cannot be read', new Proxy(['a'], { get: refuse })],
  ['a revoked object', revoked],
  ['a revoked list', revokedList],
];

describe('a value that is no plain data is refused in every place', () => {
  test.each(strange)('%s', (_, value) => {
    const taken = places.filter(({ put, problemsOf }) => problemsOf(put(value)).length === 0);

    expect(taken.map(({ name }) => name)).toEqual([]);
  });
});

const named = [
  [{ env: new Map([['A', 'a']]) }, 'env must be an object, got a Map.'],
  [{ labels: new Settings() }, 'labels must be an object, got a Settings.'],
  [
    { http: Object.create({ port: 4000 }) as unknown },
    'http must be an object, got an object with a prototype of its own.',
  ],
  [{ args: new Set(['a']) }, 'args must be a list, got a Set.'],
  [{ replicas: new Date(0) }, 'replicas must be a whole number of at least 1, got a Date.'],
  [{ command: Array(2) }, 'command must be a list without gaps, and with nothing but its items.'],
  [{ http: throwing }, 'http.port must be a whole number from 1 to 65535, got a value that throws when it is read.'],
  [{ labels: { [Symbol('a')]: 'a' } }, 'labels must have keys that are text, got a symbol.'],
  [{ env: revoked }, 'env must be an object, got an object that cannot be read.'],
] as const;

describe('what is refused is named', () => {
  test.each(named.map(([given, line]) => [line, given] as const))('%s', (line, given) => {
    expect(problemsOf({ ...withHttp, ...given })).toEqual([`BeamCluster "api": ${line}`]);
  });

  test('the props themselves', () => {
    expect(problemsOf(new Settings())).toEqual(['BeamCluster "api": props must be an object, got a Settings.']);
    expect(problemsOf(revoked)).toEqual([
      'BeamCluster "api": props must be an object, got an object that cannot be read.',
    ]);
  });

  test('an engine that fails to look at a value does not keep it from being refused', () => {
    const isOpaque = (value: unknown) => (value as { readonly then?: unknown }).then !== undefined;

    expect(problemsOf({ ...withHttp, env: { A: null, B: revoked } }, { isOpaque })).toHaveLength(2);
  });
});

test('a property is read once, so that what was checked is what is printed', () => {
  let reads = 0;
  const image = 'acme/api:1';
  const given = {
    image,
    get name() {
      reads += 1;
      return reads === 1 ? 'shop' : '../etc';
    },
  };

  expect(modelCluster('api', given).objects.workload.metadata.name).toBe('shop');
  expect(reads).toBe(1);
});
