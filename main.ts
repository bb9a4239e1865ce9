import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

const app = new App();
const chart = new Chart(app, 'rsolv-api');

new BeamCluster(chart, 'rsolv-api', {
  image: 'ghcr.io/rsolv/rsolv-api:1.0.0',
  replicas: 3,
  http: { port: 4000, healthPath: '/health' },
  cookie: { secretName: 'rsolv-api-secrets', key: 'erlang-cookie' },
  env: { PHX_HOST: 'api.rsolv.dev' },
});

app.synth();
