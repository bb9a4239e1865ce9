import { collisions, type Claim, type Neighbour } from '../../../lib/model/collisions';
import { Neighbourhood } from '../../../lib/model/neighbourhood';

/** One of each way in which two things can be related; any two of them may be in one cluster. */
const kinds: readonly Partial<Claim>[] = [
  {},
  { objects: [service('shop')] },
  { objects: [service('orders'), service('shop')] },
  { objects: [{ apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'shop' }] },
  { objects: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' }] },
  { objects: [{ apiVersion: 'apps/v2', kind: 'Deployment', name: 'shop' }] },
  { selector: { app: 'shop' } },
  { selector: { app: 'shop', tier: 'web' } },
  { selector: { tier: 'web', app: 'shop' } },
  { podLabels: { app: 'shop' } },
  { podLabels: { tier: 'web' } },
  { podLabels: { app: 'shop', tier: 'web', team: 'a' } },
  { selector: { app: 'shop' }, podLabels: { app: 'shop' } },
];

function service(name: string) {
  return { apiVersion: 'v1', kind: 'Service', name };
}

function claim(given: Partial<Claim>): Claim {
  return { owner: 'a', objects: [], podLabels: {}, selector: {}, selectedBy: 'name', ...given };
}

const neighbours: readonly Neighbour[] = kinds.map((given, index) => ({
  ...claim(given),
  owner: `neighbour ${index}`,
}));

function neighbourhood(): Neighbourhood {
  const made = new Neighbourhood();
  for (const neighbour of neighbours) made.add(neighbour);
  return made;
}

test('what is near is enough to find every collision, in order', () => {
  const all = kinds.flatMap((given) => collisions(claim(given), neighbours));
  expect(all.length).toBeGreaterThan(20);
  expect(kinds.flatMap((given) => collisions(claim(given), neighbourhood().near(claim(given))))).toEqual(all);
});

test('what shares nothing is not near', () => {
  const other = claim({ objects: [service('api')], selector: { app: 'api' }, podLabels: { app: 'api' } });
  expect(neighbourhood().near(other)).toEqual([]);
});

test('a neighbour without pods is found by its objects', () => {
  const made = new Neighbourhood();
  const object: Neighbour = { owner: 'Service "shop"', objects: [service('shop')] };
  made.add(object);
  expect(made.near(claim({ objects: [service('shop')] }))).toEqual([object]);
});
