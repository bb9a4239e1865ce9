import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedProgram } from '../../pulumi-engine/program';
import { record, type Registration } from './engine';

const place = join(__dirname, '../../../dist/test');
let folder = '';

beforeAll(() => {
  mkdirSync(place, { recursive: true });
  folder = mkdtempSync(join(place, 'documented-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What the program of the documentation that contains a text registers of Kubernetes. */
async function registered(text: string): Promise<readonly Registration[]> {
  const file = join(folder, `${text.replaceAll(/\W/g, '-')}.ts`);
  writeFileSync(file, documentedProgram(text).text);
  const { registrations } = await record(() => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only a program that is loaded at once is recorded.
    require(file);
  });
  return registrations.filter(({ type }) => type.startsWith('kubernetes:'));
}

const nameOf = ({ inputs }: Registration) => (inputs['metadata'] as { readonly name: string }).name;

test('the program of the documentation imports each object of a cluster under its own name', async () => {
  const objects = await registered("workload: running('rsolv-api')");

  expect(objects).toHaveLength(5);
  expect(objects.map(({ importId }) => importId)).toEqual(objects.map((object) => `prod/${nameOf(object)}`));
});

test('the program of the documentation imports a Deployment of your own, and leaves its pods as they run', async () => {
  const objects = await registered('BeamCluster.attach');
  const [deployment] = objects.filter(({ type }) => type.endsWith(':Deployment'));

  expect(deployment?.importId).toBe('prod/shop');
  expect(deployment?.inputs['spec']).toEqual({
    selector: { matchLabels: { app: 'shop' } },
    template: {
      metadata: { labels: { app: 'shop' } },
      spec: { containers: [{ name: 'shop', image: 'ghcr.io/acme/shop:1.0.0' }] },
    },
  });
  const imported = objects.filter(({ importId }) => importId !== '').map(({ type }) => type.split(':').at(-1));
  expect(imported.sort()).toEqual(['Deployment', 'Service']);
});
