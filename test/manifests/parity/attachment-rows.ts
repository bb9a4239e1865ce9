import type { AttachmentProps } from 'beam-cluster/model';

type Row = Omit<AttachmentProps, 'selector'>;

/** What both engines must add alike to a workload that exists; it has the label `app: shop`, and a cookie is given. */
export const attachmentRows: Readonly<Record<string, Row>> = {
  'nothing more': {},
  HTTP: { http: { port: 4000, healthPath: '/live', readyPath: '/ready' } },
  'another name, release and namespace': { name: 'web', release: 'shop', namespace: 'acme' },
  'a number of replicas and a grace': { replicas: 5, graceSeconds: 90, disruptionBudget: { minAvailable: 4 } },
  'replicas of something else': { replicas: 'external', disruptionBudget: { minAvailable: '50%' } },
  'a preStop hook': { graceSeconds: 30, preStopSeconds: 20 },
  'other ports': { ports: { epmd: 4370, distribution: 9200 } },
  'further ports, and probes on one of them': {
    http: { port: 4000 },
    ports: { metrics: { port: 9568, from: 'monitoring' }, socket: { port: 4001, service: true, from: 'anyone' } },
    probes: { port: 9568 },
  },
  'a cookie under another key': { cookie: { secretName: 'beam', key: 'cookie' } },
  labels: { labels: { team: 'shop' } },
  probes: { probes: { startup: false, liveness: { periodSeconds: 20 } } },
  'probes of another host': { http: { port: 4000, healthPath: '/live' }, probes: { host: 'api.acme.dev' } },
  'flags of the VM': { vmFlags: { netTicktime: 30 } },
  'addresses of IPv6': { ipFamily: 'IPv6', http: { port: 4000 } },
  Services: {
    http: { port: 4000 },
    service: { type: 'NodePort', port: 80 },
    headless: { publishNotReadyAddresses: false },
  },
  'an Ingress and an HTTPRoute': {
    namespace: 'shop',
    http: { port: 4000 },
    ingress: { hosts: ['shop.example.com'], tls: 'shop-tls' },
    route: { parentRefs: [{ name: 'public' }], hostnames: ['new.example.com'] },
  },
  'a client Service of its own': { http: { port: 4000 }, service: false },
  'neither budget nor policy': { disruptionBudget: false, networkPolicy: false },
  'a strict policy': { networkPolicy: { egress: 'cluster' } },
  'a larger /tmp': { tmpSize: '1.5Gi' },
  'a domain': { clusterDomain: 'k8s.acme.dev' },
};
