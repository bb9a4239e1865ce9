import type { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

/** A workload that has of everything something, so that a change of any of it shows. */
export function richDeployment(chart: Chart): kplus.Deployment {
  const data = kplus.Volume.fromEmptyDir(chart, 'Data', 'data');
  const tmp = kplus.Volume.fromEmptyDir(chart, 'Tmp', 'tmp', { medium: kplus.EmptyDirMedium.MEMORY });
  const secret = kplus.Secret.fromSecretName(chart, 'Db', 'db');
  const deployment = new kplus.Deployment(chart, 'Deployment', {
    metadata: { name: 'shop', labels: { team: 'shop' }, annotations: { 'acme.dev/owner': 'shop' } },
    podMetadata: { labels: { app: 'shop', 'app.kubernetes.io/name': 'shop' }, annotations: { 'acme.dev/sha': 'abc' } },
    replicas: 2,
    serviceAccount: kplus.ServiceAccount.fromServiceAccountName(chart, 'Account', 'shop'),
    securityContext: { user: 1000, fsGroup: 2000 },
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    initContainers: [{ name: 'migrate', image: 'acme/shop', command: ['bin/migrate'] }],
    volumes: [data],
  });
  deployment.addContainer({
    name: 'shop',
    image: 'acme/shop:7',
    ports: [
      { name: 'http', number: 4000 },
      { name: 'metrics', number: 9568 },
    ],
    envVariables: { PORT: kplus.EnvValue.fromValue('4000'), URL: secret.envValue('url') },
    envFrom: [new kplus.EnvFrom(undefined, 'SMTP_', kplus.Secret.fromSecretName(chart, 'Smtp', 'smtp'))],
    resources: { cpu: { request: kplus.Cpu.millis(100) } },
    readiness: kplus.Probe.fromHttpGet('/ready', { port: 4000 }),
    lifecycle: { preStop: kplus.Handler.fromCommand(['sleep', '5']) },
    volumeMounts: [
      { path: '/data', volume: data },
      { path: '/tmp', volume: tmp },
    ],
  });
  deployment.addContainer({ name: 'proxy', image: 'proxy', ports: [{ number: 8080 }] });
  return deployment;
}
