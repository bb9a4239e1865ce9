import '../await-client';
import { ownerOf, type Ownable } from '../../../../lib/cli/cookie/owner';
import { SecretStore } from '../secret-store';
import { printedWorkload } from '../objects';
import { cookie, given, older } from './cookie';

const key = ['data', 'erlang-cookie'];
const managed = (manager: string, fieldsV1: unknown = { 'f:data': { 'f:erlang-cookie': {} } }): Ownable => ({
  managedFields: [{ manager, fieldsV1 }],
});

describe('the owner of a Secret', () => {
  test.each<[string, Ownable]>([
    ['ExternalSecret api', { ownerReferences: [{ kind: 'ExternalSecret', name: 'api' }] }],
    ['External Secrets', { labels: { 'reconcile.external-secrets.io/managed': 'true' } }],
    ['External Secrets', managed('external-secrets')],
    ['SealedSecret api', { ownerReferences: [{ kind: 'SealedSecret', name: 'api' }] }],
    ['VaultStaticSecret api', { ownerReferences: [{ kind: 'VaultStaticSecret', name: 'api' }] }],
    ['the Secrets Store CSI driver', { labels: { 'secrets-store.csi.k8s.io/managed': 'true' } }],
    ['Widget api', { ownerReferences: [{ kind: 'Widget', name: 'api' }] }],
    ['Pulumi', managed('pulumi-kubernetes-1a2b3c4d')],
    ['Pulumi', { labels: { 'app.kubernetes.io/managed-by': 'pulumi' } }],
    ['Helm release shop', { annotations: { 'meta.helm.sh/release-name': 'shop' } }],
    ['Argo CD application shop', { annotations: { 'argocd.argoproj.io/tracking-id': 'shop:/Secret:prod/api' } }],
    ['Argo CD', managed('argocd-controller')],
    ['Flux Kustomization shop', { labels: { 'kustomize.toolkit.fluxcd.io/name': 'shop' } }],
    ['Flux HelmRelease shop', { labels: { 'helm.toolkit.fluxcd.io/name': 'shop' } }],
    ['Terraform', managed('Terraform')],
  ])('is %s', (who, object) => {
    expect(ownerOf(object, key)).toMatchObject({ who, remedy: expect.stringMatching(/^\S.*\.$/) as string });
  });

  test.each<[string, Ownable]>([
    ['a person with kubectl', managed('kubectl-create')],
    ['a person with this command', managed('node-fetch')],
    ['a tool that owns another key', managed('pulumi-kubernetes', { 'f:data': { 'f:DATABASE_URL': {} } })],
    ['this package, which prints its name as a label', { labels: { 'app.kubernetes.io/managed-by': 'beam-cluster' } }],
    ['a label with another meaning', { labels: { 'reconcile.external-secrets.io/managed': 'false' } }],
    ['hostile fields', managed('pulumi', ['f:data'])],
    ['no owner that the object names', {}],
  ])('is not found for %s', (_, object) => {
    expect(ownerOf(object, key)).toBeUndefined();
  });
});

describe('a Secret that an ExternalSecret writes', () => {
  let store: SecretStore;
  beforeEach(() => {
    store = new SecretStore();
    const metadata = { ownerReferences: [{ kind: 'ExternalSecret', name: 'api' }] };
    store.put('api-secrets', { 'erlang-cookie': older }, { metadata });
    store.put('empty', { other: 'text' }, { metadata });
  });

  test.each([['--rotate', '--yes', 'api-secrets'], ['empty']])('is not changed by %s', async (...args) => {
    const { code, stderr, requests } = await cookie(args, { store });
    const name = args.at(-1) ?? '';

    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        `beam-cluster: Secret prod/${name} belongs to ExternalSecret api, which may undo a change; nothing was changed. ` +
        'Change the cookie in the store from which External Secrets reads it. --force-conflicts writes it anyway.\n',
    });
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('is changed with --force-conflicts', async () => {
    process.env['ERLANG_COOKIE'] = given;
    const { code } = await cookie(['--rotate', '--yes', '--force-conflicts', 'api-secrets'], { store });

    expect(code).toBe(0);
    expect(store.text('api-secrets', 'erlang-cookie')).toBe(given);
  });

  test('stays without a question where it has that cookie already', async () => {
    process.env['ERLANG_COOKIE'] = older;
    const { code } = await cookie(['--rotate', 'api-secrets'], { store });

    expect(code).toBe(0);
  });
});

test('a workload that a controller owns is not annotated, and its Secret is not changed either', async () => {
  const store = new SecretStore();
  store.put('api-secrets', { 'erlang-cookie': older });
  const printed = printedWorkload('api', { cookie: { secretName: 'api-secrets', key: 'erlang-cookie' } });
  const ownerReferences = [{ kind: 'PhoenixApp', name: 'api' }];
  const workload = { ...printed, metadata: { ...printed.metadata, ownerReferences } };
  const { code, stderr } = await cookie(['--rotate', '--yes', '--restart', 'rolling'], {
    store,
    workloads: [workload],
  });

  expect(code).toBe(1);
  expect(stderr).toContain(
    'Deployment prod/api belongs to PhoenixApp api, which may undo a change; nothing was changed.',
  );
  expect(store.text('api-secrets', 'erlang-cookie')).toBe(older);
});
