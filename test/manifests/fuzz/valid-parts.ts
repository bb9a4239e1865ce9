import fc from 'fast-check';
import { annotations, flag, label, objectName, port, some } from './words';

/** Parts of props that are well formed. */

const files = fc.record({ name: objectName, optional: flag }, { requiredKeys: ['name'] });
export const volume = fc
  .tuple(
    fc.record(
      { mount: some<string | false>('/data', '/uploads/', '/a b/.c', '/etc/tls', '/tmp', false), readOnly: flag },
      { requiredKeys: ['mount'] },
    ),
    fc.oneof(
      fc
        .record({ sizeLimit: some('1Gi', '1500k', '2048Mi'), medium: some('Memory') }, { requiredKeys: [] })
        .map((emptyDir) => ({ emptyDir })),
      files.map((secret) => ({ secret })),
      files.map((configMap) => ({ configMap })),
      objectName.map((claim) => ({ claim })),
    ),
  )
  .map(([place, source]) => ({ ...place, ...source }));

export const selector = some(
  {},
  { matchLabels: { app: 'gateway' } },
  { matchExpressions: [{ key: 'app', operator: 'In', values: ['a', 'b'] }] },
);
export const furtherPort = fc.record(
  {
    port,
    from: fc.oneof(
      some('anyone', 'monitoring'),
      fc.record({ podSelector: selector, namespaceSelector: selector }),
      selector.map((namespaceSelector) => ({ namespaceSelector })),
    ),
    service: fc.oneof(flag, port),
    protocol: some('TCP', 'UDP', 'SCTP'),
    appProtocol: some('http', 'kubernetes.io/ws'),
  },
  { requiredKeys: ['port'] },
);

export const averageValue = some(
  { type: 'AverageValue', averageValue: '500m' },
  { type: 'AverageValue', averageValue: '1000k' },
);
export const metric = fc.oneof(
  averageValue.map((target) => ({ type: 'Pods', pods: { metric: { name: 'queue_length' }, target } })),
  selector.map((matching) => ({
    type: 'External',
    external: { metric: { name: 'depth', selector: matching }, target: { type: 'Value', value: '30' } },
  })),
  some({
    type: 'ContainerResource',
    containerResource: { name: 'cpu', container: 'api', target: { type: 'Utilization', averageUtilization: 60 } },
  }),
);
export const scalingRules = fc.record(
  {
    stabilizationWindowSeconds: some(0, 3_600),
    selectPolicy: some('Max', 'Min', 'Disabled'),
    policies: some([{ type: 'Percent', value: 100, periodSeconds: 15 }]),
  },
  { requiredKeys: [] },
);

const host = fc.oneof(
  objectName,
  objectName.map((name) => `*.${name}`),
  some('shop.example.com', 'www.shop.example.com'),
);
const hosts = fc.uniqueArray(host, { minLength: 1, maxLength: 3 });
const prefix = some('/', '/shop', '/shop/', '/a~b/%20:8(1)');
export const ingress = fc.record(
  { hosts, tls: objectName, className: objectName, path: prefix, annotations },
  { requiredKeys: ['hosts'] },
);
const parent = fc.record(
  { name: objectName, namespace: label(20), sectionName: objectName },
  { requiredKeys: ['name'] },
);
export const route = fc.record(
  {
    parentRefs: fc.array(parent, { minLength: 1, maxLength: 3 }),
    hostnames: hosts,
    path: prefix,
    requestTimeout: some('0s', '60s', '1m30s500ms'),
    weights: fc.dictionary(some('api', 'api-green'), some(0, 1, 90), { maxKeys: 2 }),
    annotations,
  },
  { requiredKeys: ['parentRefs'] },
);
