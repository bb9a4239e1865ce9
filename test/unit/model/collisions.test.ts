import {
  manifests,
  modelAttachment,
  modelCluster,
  type AttachmentProps,
  type BeamClusterProps,
} from 'beam-cluster/model';
import { claimOf, collisions, type Claim, type Neighbour } from '../../../lib/model/collisions';

const generate = { cookieSource: 'generate' } as const;

function cluster(id: string, props: Partial<BeamClusterProps> = {}): Claim {
  return claimOf(
    `BeamCluster "${id}"`,
    modelCluster(id, { image: 'acme/shop', http: { port: 4000 }, ...props }, generate),
  );
}

function attachment(id: string, props: AttachmentProps): Claim {
  return claimOf(`BeamCluster "${id}"`, modelAttachment(id, props, generate));
}

const rulesOf = (claim: Claim, ...others: Neighbour[]) =>
  collisions(claim, others).map(({ property, rule, got }) => `${property} ${rule}, got ${got}`);

describe('objects of one name in one namespace', () => {
  test('are all named, the generated Secret too', () => {
    expect(collisions(cluster('b', { name: 'shop' }), [cluster('a', { name: 'shop' })])).toEqual([
      {
        property: 'name',
        rule: 'must not lead to an object that BeamCluster "a" prints too',
        got: 'Service "shop-headless", Service "shop", NetworkPolicy "shop", PodDisruptionBudget "shop", Deployment "shop", Secret "shop-erlang-cookie"',
        remedy:
          'Set another name or namespace for one of the two. Print what goes to two Kubernetes clusters separately.',
      },
    ]);
  });

  test('are found where the names differ: a client Service and a headless Service', () => {
    expect(rulesOf(cluster('shop-headless'), cluster('shop'))).toEqual([
      'name must not lead to an object that BeamCluster "shop" prints too, got Service "shop-headless"',
    ]);
  });

  test('are found between an attachment and a cluster', () => {
    expect(rulesOf(attachment('shop', { selector: { app: 'orders' } }), cluster('shop', { service: false }))).toEqual([
      expect.stringMatching(
        /^name must not lead to an object that BeamCluster "shop" prints too, got Service "shop-headless"/,
      ),
    ]);
  });

  test('are two objects in two namespaces, or in two groups of the API', () => {
    const ofKnative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', name: 'shop' };
    const ofAnotherVersion = { apiVersion: 'apps/v2', kind: 'Deployment', name: 'shop' };

    expect(rulesOf(cluster('shop', { namespace: 'a' }), cluster('shop', { namespace: 'b' }))).toEqual([]);
    expect(rulesOf(cluster('shop', { namespace: 'a' }), cluster('shop'))).toEqual([]);
    expect(rulesOf(cluster('shop'), { owner: 'Service "shop"', objects: [ofKnative] })).toEqual([]);
    expect(rulesOf(cluster('shop'), { owner: 'Deployment "shop"', objects: [ofAnotherVersion] })).toHaveLength(1);
  });

  test('are no problem where there are none', () => {
    expect(rulesOf(cluster('shop'), cluster('api'), attachment('orders', { selector: { app: 'orders' } }))).toEqual([]);
  });
});

describe('pods that two select', () => {
  test('are found from the one that selects more', () => {
    const wide = attachment('wide', { selector: { app: 'orders' } });
    const narrow = attachment('narrow', { selector: { app: 'orders', tier: 'web' } });

    expect(rulesOf(wide, narrow)).toEqual([
      'selector must select only the pods of this cluster, got the pods of BeamCluster "narrow" too, by the label app',
    ]);
    expect(rulesOf(narrow, wide)).toEqual([
      'selector must lead to pods that nothing else selects, got pods that BeamCluster "wide" selects too, by the label app',
    ]);
  });

  test('are found by a label that a cluster adds', () => {
    expect(
      rulesOf(attachment('orders', { selector: { team: 'pay' } }), cluster('shop', { labels: { team: 'pay' } })),
    ).toEqual([
      'selector must select only the pods of this cluster, got the pods of BeamCluster "shop" too, by the label team',
    ]);
  });

  test('are found by the labels that follow from a name', () => {
    const podLabels = { app: 'shop', 'app.kubernetes.io/name': 'shop', 'app.kubernetes.io/instance': 'shop' };

    expect(rulesOf(cluster('shop'), { owner: 'Job "migrate"', objects: [], podLabels })).toEqual([
      'name must select only the pods of this cluster, got the pods of Job "migrate" too, by the labels app, app.kubernetes.io/name, app.kubernetes.io/instance',
    ]);
  });

  test('are others in another namespace, and by another value', () => {
    const podLabels = { app: 'orders' };

    expect(
      rulesOf(attachment('a', { selector: podLabels }), { owner: 'Job "b"', namespace: 'b', objects: [], podLabels }),
    ).toEqual([]);
    expect(
      rulesOf(attachment('a', { selector: { app: 'shop' } }), { owner: 'Job "b"', objects: [], podLabels }),
    ).toEqual([]);
  });
});

describe('models whose manifests are printed together', () => {
  const image = 'acme/shop';

  test('are all printed', () => {
    const printed = manifests(modelCluster('a', { image }), modelAttachment('b', { selector: { app: 'b' } }));

    expect(printed.map(({ kind, metadata: { name } }) => `${kind} ${name}`)).toEqual([
      'Service a-headless',
      'NetworkPolicy a',
      'PodDisruptionBudget a',
      'Deployment a',
      'Service b-headless',
      'NetworkPolicy b',
      'PodDisruptionBudget b',
    ]);
  });

  test('are refused where they share an object, by both names', () => {
    const models = [modelCluster('a', { image }), modelCluster('b', { image, name: 'a' })];

    expect(() => manifests(...models)).toThrow(
      'BeamCluster "a": name must not lead to an object that BeamCluster "a" prints too, got Service "a-headless"',
    );
  });

  test('are refused where one selects the pods of the other, also by labels of a manifest', () => {
    const labels = { app: 'web', tier: 'front' };
    const spec = {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web' }] } },
    };
    const given = modelAttachment('web', { workload: { spec } });

    expect(() => manifests(given, modelAttachment('all', { selector: { tier: 'front' } }))).toThrow(
      'BeamCluster "all": selector must select only the pods of this cluster, got the pods of BeamCluster "web" too, by the label tier.',
    );
  });
});
