import { printContainer, printPod, withHttp } from './printed';
import { problemsOf } from './problems-of';

describe('security', () => {
  test('of the pod is that of the Pod Security Standard "restricted"', () => {
    expect(printPod().securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      fsGroup: 65534,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('of the container is that too, with a root file system that cannot be written', () => {
    expect(printContainer().securityContext).toEqual({
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('has the identity that is given, and the group owns the volumes', () => {
    const podSecurity = { user: 1000, group: 2000, readOnlyRootFilesystem: false };

    expect(printPod({ podSecurity }).securityContext).toMatchObject({
      runAsUser: 1000,
      runAsGroup: 2000,
      fsGroup: 2000,
    });
    expect(printContainer({ podSecurity }).securityContext).toMatchObject({
      runAsUser: 1000,
      runAsGroup: 2000,
      readOnlyRootFilesystem: false,
    });
  });

  test('leaves user and group to the cluster, which on OpenShift gives each namespace its own', () => {
    const podSecurity = { user: false } as const;

    expect(printPod({ podSecurity }).securityContext).toEqual({
      runAsNonRoot: true,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(printContainer({ podSecurity }).securityContext).not.toHaveProperty('runAsUser');
    expect(printContainer({ podSecurity }).securityContext).not.toHaveProperty('runAsGroup');
    expect(printPod({ podSecurity: { user: false, group: 1000 } }).securityContext).toMatchObject({ fsGroup: 1000 });
    expect(printPod({ podSecurity: { user: 1000, group: false } }).securityContext).not.toHaveProperty('fsGroup');
  });

  test('has no root', () => {
    expect(problemsOf({ ...withHttp, podSecurity: { user: 0, group: 0 } })).toEqual([
      'BeamCluster "api": podSecurity.user must be a whole number of at least 1, got 0.',
      'BeamCluster "api": podSecurity.group must be a whole number of at least 1, got 0.',
    ]);
  });

  test('has no token of a service account, since discovery asks DNS', () => {
    expect(printPod()).toMatchObject({ automountServiceAccountToken: false });
    expect(printPod()).not.toHaveProperty('serviceAccountName');
  });

  test('has the service account and the token where they are asked for', () => {
    expect(printPod({ serviceAccount: { name: 'api', automountToken: true } })).toMatchObject({
      serviceAccountName: 'api',
      automountServiceAccountToken: true,
    });
  });
});
