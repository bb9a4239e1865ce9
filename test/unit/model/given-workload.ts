interface Parts {
  readonly container?: object;
  readonly pod?: object;
  readonly spec?: object;
  readonly labels?: object;
}

/** The manifest of a Deployment that is written by hand, with parts of its own. */
export function deployment({ container = {}, pod = {}, spec = {}, labels = {} }: Parts = {}) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'shop' },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'shop' } },
      template: {
        metadata: { labels: { app: 'shop', ...labels } },
        spec: { containers: [{ name: 'shop', image: 'acme/shop:7', ...container }], ...pod },
      },
      ...spec,
    },
  };
}
