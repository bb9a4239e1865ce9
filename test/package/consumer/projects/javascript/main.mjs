import { App, Chart } from 'cdk8s';
import { BeamCluster } from 'beam-cluster/cdk8s';

const app = new App();

new BeamCluster(new Chart(app, 'shop'), 'shop', {
  image: 'registry.example/shop:2.1.0',
  replcas: 5,
  http: { prt: 4000 },
});

app.synth();
