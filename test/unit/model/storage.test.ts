import { printContainer, printPod, printVariables, printWorkload, withHttp } from './printed';
import { problemsOf } from './problems-of';

describe('what a node may write', () => {
  test('is /tmp and the folder of the crash dump, both bounded and outliving the container', () => {
    const folders = printPod().volumes.filter(({ emptyDir }) => emptyDir !== undefined);
    const mounts = printContainer().volumeMounts;

    expect(folders.map(({ emptyDir }) => emptyDir?.sizeLimit)).toEqual(['256Mi', '2Gi']);
    expect(
      folders.map(({ name }) => mounts.find((mount) => mount.name === name)).map((mount) => mount?.mountPath),
    ).toEqual(['/tmp', '/var/crash']);
  });

  test('is a /tmp of the size that is given, in the form of the API', () => {
    const [folder] = printPod({ tmpSize: '2048Mi' }).volumes;

    expect(folder?.emptyDir).toEqual({ sizeLimit: '2Gi' });
    expect(problemsOf({ ...withHttp, tmpSize: '512m' })).toEqual([
      'BeamCluster "api": tmpSize must be bytes such as "512Mi" or "1Gi", got "512m". An "m" is a thousandth of a byte; did you mean "512Mi"?',
    ]);
  });

  test('is where the release and the VM write', () => {
    const { RELEASE_TMP, ERL_CRASH_DUMP } = printVariables();
    const writable = printContainer().volumeMounts.filter(({ readOnly }) => readOnly !== true);

    expect(writable.map(({ mountPath }) => mountPath)).toEqual([RELEASE_TMP, '/var/crash']);
    expect(ERL_CRASH_DUMP).toBe('/var/crash/erl_crash.dump');
  });
});

describe('the flags of a remote shell', () => {
  test('come from an annotation of the pod, so that a change rolls the pods', () => {
    const { metadata, spec } = printWorkload().spec.template;
    const [file] = spec.volumes.filter(({ downwardAPI }) => downwardAPI !== undefined);

    expect(metadata.annotations).toEqual({ 'beam-cluster/remote-vm-args': '-dist_listen false' });
    expect(file?.downwardAPI?.items).toEqual([
      {
        path: 'remote.vm.args',
        fieldRef: { fieldPath: "metadata.annotations['beam-cluster/remote-vm-args']" },
      },
    ]);
  });

  test('are where RELEASE_REMOTE_VM_ARGS looks, read-only', () => {
    const [file] = printPod().volumes.filter(({ downwardAPI }) => downwardAPI !== undefined);
    const mount = printContainer().volumeMounts.find(({ name }) => name === file?.name);

    expect(mount).toMatchObject({ readOnly: true });
    expect(`${mount?.mountPath}/${file?.downwardAPI?.items[0]?.path}`).toBe(printVariables()['RELEASE_REMOTE_VM_ARGS']);
  });

  test('cannot be taken over by an annotation of the user', () => {
    expect(problemsOf({ ...withHttp, annotations: { 'beam-cluster/remote-vm-args': 'x' } })).toEqual([
      'BeamCluster "api": annotations.beam-cluster/remote-vm-args belongs to the cluster. Use another prefix.',
    ]);
  });
});

describe('volumes', () => {
  test('have names of the cluster, which a workload of the user does not have already', () => {
    const names = printPod().volumes.map(({ name }) => name);

    expect(names).toHaveLength(3);
    for (const name of names) expect(name).toMatch(/^beam-cluster-/);
  });
});
