import type { BeamClusterProps } from 'beam-cluster/model';

/** The rows of what an application has besides its nodes. */
export const applicationRows: Readonly<Record<string, Partial<BeamClusterProps>>> = {
  'replicas of something else': { replicas: 'external', disruptionBudget: { minAvailable: '50%' } },
  'a StatefulSet with replicas of something else': { workload: 'StatefulSet', replicas: 'external' },
  'an autoscaler': { autoscaling: { min: 2, max: 10 } },
  'an autoscaler of a StatefulSet': {
    workload: 'StatefulSet',
    namespace: 'shop',
    autoscaling: { min: 3, max: 9, memory: 75 },
  },
  'an autoscaler with metrics and a pace of its own': {
    autoscaling: {
      min: 2,
      max: 50,
      cpu: 60,
      metrics: [
        {
          type: 'Pods',
          pods: {
            metric: { name: 'queue_length', selector: { matchLabels: { queue: 'mail' } } },
            target: { type: 'AverageValue', averageValue: '0.5k' },
          },
        },
        {
          type: 'Object',
          object: {
            describedObject: { apiVersion: 'v1', kind: 'Service', name: 'api' },
            metric: { name: 'requests' },
            target: { type: 'Value', value: '2k' },
          },
        },
        { type: 'External', external: { metric: { name: 'depth' }, target: { type: 'Value', value: '30' } } },
        {
          type: 'ContainerResource',
          containerResource: {
            name: 'cpu',
            container: 'api',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
        { type: 'Resource', resource: { name: 'memory', target: { type: 'AverageValue', averageValue: '400Mi' } } },
      ],
      behavior: {
        scaleUp: { policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }], selectPolicy: 'Max' },
        scaleDown: { stabilizationWindowSeconds: 600 },
      },
    },
    disruptionBudget: { minAvailable: 1 },
  },
  'further ports': {
    http: { port: 4000 },
    ports: {
      metrics: { port: 9568, from: 'monitoring' },
      admin: { port: 8080, from: { podSelector: { matchLabels: { app: 'gateway' } } } },
      trace: {
        port: 4317,
        from: {
          podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
          namespaceSelector: { matchLabels: { team: 'observability' } },
        },
      },
      socket: { port: 4001, from: 'anyone', service: 443, appProtocol: 'kubernetes.io/ws' },
      udp: { port: 4000, from: { namespaceSelector: {} }, protocol: 'UDP', service: true },
      local: { port: 7000 },
    },
  },
  'a client Service without HTTP': { ports: { mqtt: { port: 1883, service: true } }, service: { type: 'NodePort' } },
  'probes on a port of their own': { http: { port: 4000 }, probes: { port: 9568 } },
  'probes on a port that others reach too': {
    probes: { port: 9568, readiness: { path: '/in' } },
    ports: { metrics: { port: 9568, from: 'monitoring' } },
  },
  'probes over HTTPS with headers': {
    http: { port: 4000, healthPath: '/health' },
    probes: { scheme: 'HTTPS', host: false, headers: { 'X-Probe': 'kubelet', Accept: '*/*' } },
  },
  'probes of a listener of the application': { http: { port: 4000 }, probes: { port: 4001, scheme: 'HTTPS' } },
  'an Ingress': { http: { port: 4000 }, ingress: { hosts: ['shop.example.com'] } },
  'an Ingress with TLS, a class and a path, in a namespace': {
    namespace: 'shop',
    http: { port: 4000 },
    service: { port: 80, appProtocol: 'http' },
    ingress: {
      hosts: ['shop.example.com', '*.shop.example.com'],
      tls: 'shop-tls',
      className: 'traefik',
      path: '/shop',
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt' },
    },
  },
  'a client Service that remembers addresses': {
    http: { port: 4000 },
    service: { affinity: { clientIP: { timeoutSeconds: 3_600 } } },
  },
  'a client Service that remembers addresses for three hours': {
    http: { port: 4000 },
    service: { affinity: { clientIP: {} } },
  },
  'a client Service with a cookie': {
    http: { port: 4000 },
    service: { affinity: { cookie: { name: 'shop_pod', secure: false } }, annotations: { 'acme.dev/team': 'shop' } },
    ingress: { hosts: ['shop.example.com'], className: 'traefik' },
  },
  'an HTTPRoute': { http: { port: 4000 }, route: { parentRefs: [{ name: 'public' }] } },
  'an HTTPRoute with hosts, shares and a time-out': {
    namespace: 'shop',
    http: { port: 4000 },
    service: { port: 80 },
    route: {
      parentRefs: [
        { name: 'public', namespace: 'gateways', sectionName: 'https' },
        { name: 'public', namespace: 'gateways', sectionName: 'http' },
      ],
      hostnames: ['shop.example.com', '*.shop.example.com'],
      path: '/shop',
      requestTimeout: '0s',
      weights: { api: 90, 'api-green': 10 },
      annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
    },
  },
  'an HTTPRoute beside an Ingress, without websockets': {
    http: { port: 4000 },
    service: { appProtocol: false },
    ingress: { hosts: ['shop.example.com'] },
    route: { parentRefs: [{ name: 'public' }], hostnames: ['new.example.com'] },
  },
  'sidecars, and containers that must end first': {
    autoscaling: { min: 2, max: 6, memory: 80 },
    imagePullPolicy: 'Always',
    podSecurity: { user: 20_000, group: 20_000 },
    resources: { requests: { cpu: '1', memory: '1Gi' } },
    volumes: {
      logs: { mount: '/var/log/api', emptyDir: {} },
      collector: { mount: false, configMap: { name: 'collector' } },
      geodata: { mount: '/geodata', emptyDir: {}, readOnly: false },
    },
    env: { TOKEN: { secretKeyRef: { name: 'logs', key: 'token' } } },
    envFrom: [{ secretName: 'logs' }],
    sidecars: {
      sql: { image: 'sql-proxy:2', args: ['--health-check'], startup: { port: 9090, path: '/startup' } },
      shipper: {
        image: 'fluent-bit:4',
        command: ['/fluent-bit'],
        env: { TOKEN: { secretKeyRef: { name: 'logs', key: 'token' } }, LEVEL: 'info' },
        envFrom: [{ secretName: 'logs' }, { configMapName: 'shipper', prefix: 'S_' }],
        mounts: { logs: '/logs', collector: '/etc/collector/' },
        security: { user: 10_001, group: 10_001, readOnlyRootFilesystem: false },
        resources: { requests: { cpu: '100m' }, limits: { cpu: '1', memory: '256Mi' } },
        startup: { port: 2020 },
      },
    },
    initContainers: {
      geodata: { image: 'geodata:1', args: ['--to', '/geodata'], mounts: { geodata: '/geodata' } },
      settings: { image: 'settings:1', mounts: { geodata: '/tmp' }, beforeSidecars: true },
    },
  },
  'tasks and schedules': {
    namespace: 'shop',
    secrets: ['api-env'],
    annotations: { 'acme.dev/sha': 'abc' },
    env: { POOL_SIZE: '10', URL: { secretKeyRef: { name: 'db', key: 'url' } } },
    networkPolicy: { egress: 'cluster' },
    sidecars: { sql: { image: 'sql-proxy:2' } },
    tasks: {
      migrate: {
        eval: 'Shop.Release.migrate()',
        when: 'before-rollout',
        env: { POOL_SIZE: '2' },
        backoffLimit: 0,
        activeDeadlineSeconds: 1_800,
        ttlSecondsAfterFinished: 3_600,
      },
      check: { command: ['bin/check', '--all'], resources: { requests: { cpu: '1' } } },
      warm: { eval: 'Shop.Release.warm()', when: 'init' },
    },
    schedules: {
      cleanup: {
        eval: 'Shop.Release.clean_up()',
        schedule: '0 3 * * 1-5',
        timeZone: 'Europe/Berlin',
        concurrencyPolicy: 'Replace',
        startingDeadlineSeconds: 60,
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 0,
        suspend: true,
      },
    },
  },
  'a task without a policy': { name: 'shop', networkPolicy: false, tasks: { migrate: { args: ['migrate'] } } },
  'volumes of every kind': {
    volumes: {
      uploads: { mount: '/uploads/', emptyDir: { sizeLimit: '2048Mi' } },
      cache: { mount: '/cache', emptyDir: { medium: 'Memory' } },
      tls: { mount: '/etc/tls', secret: { name: 'api-tls', optional: true } },
      settings: { mount: '/etc/api', configMap: { name: 'api-settings' }, readOnly: false },
      shared: { mount: '/shared', claim: 'api-shared' },
      archive: { mount: '/archive', claim: 'api-archive', readOnly: true },
    },
  },
};
