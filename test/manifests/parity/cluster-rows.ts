import type { BeamClusterProps } from 'beam-cluster/model';
import { applicationRows } from './application-rows';

/** What both engines must print alike: a name, and what it adds to an image with a cookie. */
export const clusterRows: Readonly<Record<string, Partial<BeamClusterProps>>> = {
  'nothing but an image': {},
  'HTTP on its defaults': { http: { port: 4000 } },
  'HTTP with a health path': { http: { port: 8080, healthPath: '/health' } },
  'HTTP with a ready path and no health path': { http: { port: 8080, readyPath: '/ready' } },
  'HTTP with a ready path': { http: { port: 8080, healthPath: '/live', readyPath: '/ready?full=1' } },
  'another name': { name: 'shop-web' },
  'a namespace': { namespace: 'shop', http: { port: 4000 } },
  'another release': { release: 'shop2' },
  'one replica': { replicas: 1 },
  'many replicas': { replicas: 100 },
  'a StatefulSet': { workload: 'StatefulSet' },
  'a StatefulSet with HTTP in a namespace': { workload: 'StatefulSet', namespace: 'shop', http: { port: 4000 } },
  'a StatefulSet with a rollout': {
    workload: 'StatefulSet',
    replicas: 5,
    rollout: { minReadySeconds: 0, revisionHistoryLimit: 1 },
  },
  'other ports between nodes': { ports: { epmd: 4370, distribution: 9200 }, http: { port: 4369 } },
  'a cookie under another key': { cookie: { secretName: 'beam.cookies', key: 'COOKIE_1' } },
  'variables as text': { env: { B: 'b', A: '', C: '$(POD_IP) {"a": 1}', D: 'two\nlines', E: 'true', F: '0123' } },
  'a PORT of the application': { http: { port: 4000 }, env: { PORT: '4001' } },
  'a query of the application': { env: { DNS_CLUSTER_QUERY: 'web.nodes' } },
  'variables by reference': {
    env: {
      URL: { secretKeyRef: { name: 'db', key: 'url' } },
      OPTIONAL: { secretKeyRef: { name: 'db', key: 'other', optional: true } },
      REQUIRED: { secretKeyRef: { name: 'db', key: 'third', optional: false } },
      FLAGS: { configMapKeyRef: { name: 'flags', key: 'json', optional: true } },
    },
  },
  'variables of the pod': {
    env: {
      HOST: { fieldRef: { fieldPath: 'spec.nodeName' } },
      IPS: { fieldRef: { fieldPath: 'status.podIPs' } },
      APP: { fieldRef: { fieldPath: "metadata.labels['app']" } },
      SHA: { fieldRef: { fieldPath: "metadata.annotations['acme.dev/sha']" } },
    },
  },
  'variables named as methods of every object': { env: { constructor: 'a', toString: 'b' } },
  'variables from Secrets': { envFrom: [{ secretName: 'a' }, { secretName: 'b', prefix: 'B_', optional: true }] },
  'variables from ConfigMaps': {
    envFrom: [
      { configMapName: 'a', optional: false },
      { configMapName: 'b', prefix: 'X' },
    ],
  },
  'variables from the same Secret twice': { envFrom: [{ secretName: 'a' }, { secretName: 'a', prefix: 'A_' }] },
  'Secrets by name': { secrets: ['db', 'smtp'], envFrom: [{ configMapName: 'flags' }] },
  'labels and annotations': {
    labels: { team: 'shop', 'acme.dev/tier': '1', empty: '' },
    annotations: { 'acme.dev/sha': 'abc', note: 'a: "b"\n' },
    http: { port: 4000 },
  },
  'another manager': { labels: { 'app.kubernetes.io/managed-by': 'argocd' } },
  'more memory': { resources: { limits: { memory: '2Gi' } } },
  'memory in odd units': { resources: { requests: { memory: '1.5Gi' }, limits: { memory: '1700M' } } },
  'memory in bytes': { resources: { requests: { memory: '1e9' }, limits: { memory: '1073741824' } } },
  'CPU with a limit': { resources: { requests: { cpu: '0.1' }, limits: { cpu: '1500m' } } },
  'quantities in other forms than the API has': {
    resources: { requests: { cpu: '1000m', memory: '0.5Gi' }, limits: { memory: '2048Mi' } },
  },
  'storage of the machine': {
    resources: { requests: { 'ephemeral-storage': '1Gi' }, limits: { 'ephemeral-storage': '4Gi' } },
  },
  'a command and its arguments': { command: ['/app/bin/api'], args: ['start', '', '--x="y z"'] },
  'an empty command': { command: [], args: [] },
  'an image that is always pulled, with credentials': { imagePullPolicy: 'Always', imagePullSecrets: ['ghcr', 'quay'] },
  'an image that is never pulled': { imagePullPolicy: 'Never', imagePullSecrets: [] },
  'a service account': { serviceAccount: { name: 'api' } },
  'a service account with its token': { serviceAccount: { name: 'api', automountToken: true } },
  'a token of the default account': { serviceAccount: { automountToken: true } },
  'another user': { podSecurity: { user: 1000, group: 2000 } },
  'a user of the cluster': { podSecurity: { user: false } },
  'a user without a group': { podSecurity: { user: 1000, group: false } },
  'a group without a user': { podSecurity: { user: false, group: 1000 } },
  'a larger /tmp': { tmpSize: '2048Mi' },
  'a root file system that can be written': { podSecurity: { readOnlyRootFilesystem: false } },
  'no probes': { http: { port: 4000 }, probes: { startup: false, readiness: false, liveness: false } },
  'no probes of the distribution': { probes: { startup: false } },
  'probes with numbers of their own': {
    http: { port: 4000 },
    probes: {
      startup: { path: '/up', initialDelaySeconds: 1, periodSeconds: 3, timeoutSeconds: 4, failureThreshold: 5 },
      readiness: { path: '/in', initialDelaySeconds: 2 },
      liveness: { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1 },
    },
  },
  'probes of another host': { http: { port: 4000, healthPath: '/health' }, probes: { host: 'api.acme.dev' } },
  'probes of the host that the kubelet says': { http: { port: 4000, healthPath: '/health' }, probes: { host: false } },
  'no pause before SIGTERM': { drain: { preStopSeconds: 0 } },
  'a long drain': { drain: { preStopSeconds: 20, shutdownSeconds: 600, graceSeconds: 700 } },
  'a rollout in percent': { rollout: { maxSurge: '25%', maxUnavailable: '10%' } },
  'a rollout that takes away first': {
    rollout: {
      maxSurge: 0,
      maxUnavailable: 1,
      minReadySeconds: 0,
      progressDeadlineSeconds: 60,
      revisionHistoryLimit: 0,
    },
  },
  'a budget of what may go': { disruptionBudget: { maxUnavailable: '50%' } },
  'a budget of what must stay': { disruptionBudget: { minAvailable: 2 } },
  'a budget that keeps none': { disruptionBudget: { minAvailable: 0 } },
  'no budget': { disruptionBudget: false },
  'pods that must spread': { spread: { zones: 'require', hosts: 'require' } },
  'pods that spread over hosts alone': { spread: { zones: 'ignore', hosts: 'prefer' } },
  'pods that need not spread': { spread: false },
  'a place to run, and names to resolve': {
    scheduling: {
      nodeSelector: { 'kubernetes.io/arch': 'arm64', 'acme.dev/CPUType': 'API' },
      tolerations: [
        { key: 'dedicated', operator: 'Equal', value: 'beam', effect: 'NoSchedule' },
        { operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 60 },
      ],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: 'disk', operator: 'In', values: ['ssd', 'nvme'] },
                  { key: 'cores', operator: 'Gt', values: ['4'] },
                  { key: 'gpu', operator: 'DoesNotExist' },
                ],
              },
              { matchFields: [{ key: 'metadata.name', operator: 'In', values: ['node-1'] }] },
            ],
          },
          preferredDuringSchedulingIgnoredDuringExecution: [
            { weight: 50, preference: { matchExpressions: [{ key: 'spot', operator: 'Exists' }] } },
          ],
        },
        podAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 1,
              podAffinityTerm: {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: { matchLabels: { app: 'cache' } },
                namespaces: ['shop'],
              },
            },
          ],
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['batch'] }] },
              namespaceSelector: { matchLabels: { team: 'data' } },
            },
          ],
        },
      },
      priorityClassName: 'high',
      runtimeClassName: 'gvisor',
      schedulerName: 'packer',
      hostAliases: [{ ip: '10.0.0.5', hostnames: ['legacy-db', 'db.acme.dev'] }],
      dnsPolicy: 'None',
      dnsConfig: {
        nameservers: ['10.96.0.10', 'fd00::a'],
        searches: ['default.svc.cluster.local'],
        options: [{ name: 'ndots', value: '2' }, { name: 'edns0' }],
      },
    },
  },
  'flags of the VM': {
    vmFlags: { busyWait: true, maxPorts: 1_048_576, netTicktime: 60, schedulers: 2, extra: ['+zdbbl', '32768'] },
  },
  'a load balancer': {
    http: { port: 4000 },
    service: { type: 'LoadBalancer', port: 80, annotations: { 'acme.dev/internal': 'true' } },
  },
  'no client Service': { http: { port: 4000 }, service: false },
  'a port of the machine': { http: { port: 4000 }, service: { type: 'NodePort' } },
  'discovery of ready pods': {
    headless: { publishNotReadyAddresses: false, annotations: { 'acme.dev/dns': 'fast' } },
  },
  'addresses of IPv4': { ipFamily: 'IPv4', http: { port: 4000 } },
  'addresses of IPv6': { ipFamily: 'IPv6', http: { port: 4000 } },
  'nothing out but the cluster': { http: { port: 4000 }, networkPolicy: { egress: 'cluster' } },
  'a policy for DNS on another port': { networkPolicy: { egress: 'cluster', dnsPort: 5_353 } },
  'an open policy': { networkPolicy: { egress: 'open' } },
  'no policy': { networkPolicy: false },
  'a domain': { clusterDomain: 'k8s.acme.dev' },
  ...applicationRows,
};
