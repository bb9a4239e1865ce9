import { printContainer, printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

const own = ['beam-cluster-tmp', 'beam-cluster-crash', 'beam-cluster-files'];

describe('volumes', () => {
  test('come after those of the cluster, with their folders', () => {
    const volumes = { uploads: { mount: '/uploads/', claim: 'shop-uploads' } };

    expect(printPod({ volumes }).volumes.map(({ name }) => name)).toEqual([...own, 'uploads']);
    expect(printPod({ volumes }).volumes.at(-1)).toEqual({
      name: 'uploads',
      persistentVolumeClaim: { claimName: 'shop-uploads' },
    });
    expect(printContainer({ volumes }).volumeMounts.at(-1)).toEqual({ name: 'uploads', mountPath: '/uploads' });
  });

  test('that are empty have a limit, in the form of the API', () => {
    const sizeOf = (emptyDir: object) =>
      printPod({ volumes: { a: { mount: '/a', emptyDir } } }).volumes.at(-1)?.emptyDir;

    expect(sizeOf({})).toEqual({ sizeLimit: '1Gi' });
    expect(sizeOf({ sizeLimit: '2048Mi', medium: 'Memory' })).toEqual({ sizeLimit: '2Gi', medium: 'Memory' });
  });

  test('of a Secret and of a ConfigMap can only be read, unless they say otherwise', () => {
    const volumes = {
      tls: { mount: '/tls', secret: { name: 'shop-tls', optional: true } },
      settings: { mount: '/settings', configMap: { name: 'shop' }, readOnly: false },
      shared: { mount: '/shared', claim: 'shop', readOnly: true },
    };

    expect(printPod({ volumes }).volumes.slice(3, 5)).toEqual([
      { name: 'tls', secret: { secretName: 'shop-tls', optional: true } },
      { name: 'settings', configMap: { name: 'shop' } },
    ]);
    expect(printContainer({ volumes }).volumeMounts.slice(3)).toEqual([
      { name: 'tls', mountPath: '/tls', readOnly: true },
      { name: 'settings', mountPath: '/settings' },
      { name: 'shared', mountPath: '/shared', readOnly: true },
    ]);
  });

  test.each([
    [
      { a: { mount: '/tmp/', claim: 'a' } },
      'volumes.a.mount must differ from a folder of the cluster. Use the property tmpSize.',
    ],
    [
      { a: { mount: '/var/crash', claim: 'a' } },
      'volumes.a.mount must differ from a folder of the cluster. Mount it elsewhere.',
    ],
    [
      { a: { mount: '/x', claim: 'a' }, b: { mount: '/x/', claim: 'a' } },
      'volumes.b.mount must differ from a folder of the volume a. Mount it elsewhere.',
    ],
    [
      { 'beam-cluster-a': { mount: '/x', claim: 'a' } },
      'volumes.beam-cluster-a has a name of the cluster. Use one without beam-cluster-.',
    ],
    [{ a: { mount: '/x' } }, 'volumes.a must have one of emptyDir, secret, configMap and claim.'],
    [{ a: { claim: 'a' } }, 'volumes.a.mount must be given.'],
    [
      { a: { mount: false as const, claim: 'a' } },
      'volumes.a is mounted by no container. Give it a mount, or mount it in a sidecar or an init container.',
    ],
    [
      { a: { mount: '/', claim: 'a' } },
      'volumes.a.mount must be an absolute path without ":" and "..", got text of 1 character.',
    ],
    [
      { a: { mount: '/a/../b', claim: 'a' } },
      'volumes.a.mount must be an absolute path without ":" and "..", got text of 7 characters.',
    ],
    [
      { A: { mount: '/x', claim: 'a' } },
      'volumes must have names of at most 63 lower-case letters, digits and "-", got text of 1 character.',
    ],
  ])('cannot be %j', (volumes, problem) => {
    expect(problemsOf({ ...withHttp, volumes })).toEqual([`BeamCluster "api": ${problem}`]);
  });
});
