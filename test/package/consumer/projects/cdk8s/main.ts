import { App, Chart } from 'cdk8s';
import { Tenant } from './tenant';

const app = new App();
const chart = new Chart(app, 'platform', { namespace: 'tenants', disableResourceNameHashes: true });

new Tenant(chart, 'shop', { image: 'registry.example/shop:2.1.0', host: 'shop.example', nodes: 5 });
new Tenant(chart, 'blog', { image: 'registry.example/blog:1.4.2', host: 'blog.example' });

app.synth();
