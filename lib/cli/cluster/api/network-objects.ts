import { fields, flag, list, number, record, text, textOrNumber } from './decode';
import { labelSelector, metadata } from './objects';

export const service = fields(
  { metadata },
  {
    spec: fields(
      {},
      {
        type: text,
        clusterIP: text,
        selector: record(text),
        publishNotReadyAddresses: flag,
        ports: list(fields({ port: number }, { name: text, targetPort: textOrNumber })),
      },
    ),
  },
);
export type Service = ReturnType<typeof service>;

export const endpointSlice = fields({ metadata }, { endpoints: list(fields({ addresses: list(text) }, {})) });
export type EndpointSlice = ReturnType<typeof endpointSlice>;

const policyPeer = fields(
  {},
  {
    podSelector: labelSelector,
    namespaceSelector: labelSelector,
    ipBlock: fields({ cidr: text }, { except: list(text) }),
  },
);
export type PolicyPeer = ReturnType<typeof policyPeer>;

const policyPort = fields({}, { port: textOrNumber, endPort: number, protocol: text });
export type PolicyPort = ReturnType<typeof policyPort>;

export const networkPolicy = fields(
  { metadata },
  {
    spec: fields(
      {},
      {
        podSelector: labelSelector,
        policyTypes: list(text),
        ingress: list(fields({}, { from: list(policyPeer), ports: list(policyPort) })),
        egress: list(fields({}, { to: list(policyPeer), ports: list(policyPort) })),
      },
    ),
  },
);
export type NetworkPolicy = ReturnType<typeof networkPolicy>;

export const budget = fields(
  { metadata },
  {
    spec: fields({}, { selector: labelSelector, minAvailable: textOrNumber, maxUnavailable: textOrNumber }),
    status: fields({}, { disruptionsAllowed: number, currentHealthy: number, expectedPods: number }),
  },
);
export type Budget = ReturnType<typeof budget>;
