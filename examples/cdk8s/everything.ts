import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BeamCluster } from 'beam-cluster/cdk8s';

/** Most props at once: a shop with a database, a private registry, and a namespace that denies traffic by default. */
export function everything(app: App): Chart {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const secrets = kplus.Secret.fromSecretName(chart, 'Secrets', 'shop-secrets');

  new BeamCluster(chart, 'shop', {
    image: 'registry.example.com/shop:2.4.1',
    imagePullSecrets: ['registry'],
    release: 'shop_umbrella',
    replicas: 5,
    http: { port: 8080, healthPath: '/live', readyPath: '/ready' },
    service: { port: 80, annotations: { 'example.com/owner': 'checkout' } },
    cookie: { secret: secrets, key: 'cookie' },
    env: {
      PHX_SERVER: 'true',
      PHX_HOST: 'shop.example.com',
      DATABASE_URL: { secretKeyRef: { name: 'shop-database', key: 'url' } },
      SECRET_KEY_BASE: kplus.EnvValue.fromSecretValue({ secret: secrets, key: 'secret-key-base' }),
    },
    envFrom: [{ configMapName: 'shop-settings', prefix: 'SHOP_', optional: true }],
    secrets: ['shop-tokens'],
    labels: { 'app.kubernetes.io/part-of': 'commerce' },
    annotations: { 'prometheus.io/scrape': 'true' },
    resources: { requests: { cpu: '1', memory: '2Gi' } },
    volumes: {
      uploads: { mount: '/uploads', claim: 'shop-uploads' },
      tls: { mount: '/etc/tls', secret: { name: 'shop-tls' } },
    },
    serviceAccount: { name: 'shop', automountToken: true },
    podSecurity: { user: 1000, group: 1000 },
    probes: { startup: { failureThreshold: 300 }, liveness: { failureThreshold: 12 } },
    drain: { preStopSeconds: 15, shutdownSeconds: 60 },
    rollout: { maxSurge: 2, minReadySeconds: 30 },
    disruptionBudget: { minAvailable: 3 },
    spread: { zones: 'require' },
    vmFlags: { maxPorts: 262_144, extra: ['+zdbbl', '32768'] },
    networkPolicy: { egress: 'cluster' },
  });
  return chart;
}
