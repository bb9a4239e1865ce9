/** What kube-score has against every cluster that is printed on its defaults, and why it stays so. */
export const ignoredFindings: Readonly<Record<string, string>> = {
  'container-image-pull-policy: ImagePullPolicy is not set to Always':
    'A node that restarts must not depend on a registry. Whoever moves tags says `imagePullPolicy: "Always"`.',
  'container-resources: CPU limit is not set':
    'A scheduler that is throttled misses its ticks, and the other nodes take it for dead. Memory has a limit.',
  'container-ephemeral-storage-request-and-limit: Ephemeral Storage limit is not set':
    'The root file system is read-only, and each of the two volumes that can be written has a size limit of its own.',
  'container-ephemeral-storage-request-and-limit: Ephemeral Storage request is not set':
    'Next to nothing is written, but for a crash dump once in a while; to ask for its room at all times would keep pods pending.',
  'pod-probes-identical: Container has the same readiness and liveness probe':
    'A stock application has one health endpoint. Readiness goes out after 15 s and liveness restarts after 60 s, and ' +
    '`http.readyPath` tells them apart where there are two.',
  'deployment-has-host-podantiaffinity: Deployment does not have a host podAntiAffinity set':
    'Pods spread over zones and hosts by topologySpreadConstraints, which also hold where there are more pods than hosts.',
  'statefulset-has-host-podantiaffinity: StatefulSet does not have a host podAntiAffinity set':
    'The same as of a Deployment.',
};

const lowUser = [
  'container-security-context-user-group-id: The container is running with a low user ID',
  'container-security-context-user-group-id: The container running with a low group ID',
];

/** What kube-score has besides against an example, each of which asks for it. */
export const findingsOfExamples: Readonly<Record<string, readonly string[]>> = {
  // The Deployment is somebody's own, with the user that its image has.
  'cdk8s/attach': lowUser,
  // `podSecurity` names the user that the image has.
  'cdk8s/everything': lowUser,
  // The Deployment is somebody's own, and as short as can be: it shows where the fragments go.
  'pulumi/attach': [
    'container-resources: CPU request is not set',
    'container-resources: Memory limit is not set',
    'container-resources: Memory request is not set',
    'container-security-context-readonlyrootfilesystem: Container has no configured security context',
    'container-security-context-user-group-id: Container has no configured security context',
  ],
};

/** What kube-score has besides against a row of the parity table, each of which asks for it by a property. */
export const findingsOfRows: Readonly<Record<string, readonly string[]>> = {
  'a client Service without HTTP': ['service-type: The service is of type NodePort'],
  'a port of the machine': ['service-type: The service is of type NodePort'],
  'a root file system that can be written': [
    'container-security-context-readonlyrootfilesystem: The pod has a container with a writable root filesystem',
  ],
  'sidecars, and containers that must end first': [
    'container-security-context-readonlyrootfilesystem: The pod has a container with a writable root filesystem',
  ],
  'another user': lowUser,
  'a user of the cluster': lowUser,
  'a user without a group': lowUser,
  'a group without a user': lowUser,
  'no budget': ['deployment-has-poddisruptionbudget: No matching PodDisruptionBudget was found'],
  'a task without a policy': ['pod-networkpolicy: The pod does not have a matching NetworkPolicy'],
  'no policy': ['pod-networkpolicy: The pod does not have a matching NetworkPolicy'],
  'no probes': ['pod-probes: Container is missing a readinessProbe'],
  // kube-score takes no number for few.
  'replicas of something else': ['deployment-replicas: Deployment few replicas'],
  'one replica': ['deployment-replicas: Deployment few replicas'],
};
