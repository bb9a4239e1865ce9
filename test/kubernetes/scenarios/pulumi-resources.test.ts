import * as pulumi from '@pulumi/pulumi';
import { parseAllDocuments } from 'yaml';
import { BeamCluster } from 'beam-cluster/pulumi';
import { nameByProvider } from '../../unit/pulumi/engine';
import { registeredManifests } from '../../unit/pulumi/registered';
import { readObject } from '../api';
import type { Application } from '../application';
import { printFigure } from '../figures';
import { foundingImage } from '../machine/images';
import { waitForMesh } from '../mesh';
import { applicationImage, applicationName, printFoundingExample, printVariant } from '../print';
import { useApplication } from '../scenario';
import { comparable, type ServerObject } from '../server-object';
import { applyManifest, pathOf, type Manifest } from '../server-side-apply';

const twins = 'pulumi-twins';
useApplication(twins, () => undefined);

let resources: readonly Manifest[] = [];

async function applyRegistered(application: Application, program: () => unknown): Promise<void> {
  const registered = JSON.stringify(await registeredManifests(program));
  resources = JSON.parse(registered.replaceAll(foundingImage, applicationImage())) as Manifest[];
  for (const manifest of resources) {
    const { refusal, warnings } = await applyManifest(manifest, application.namespace);
    expect({ kind: manifest.kind, refusal, warnings }).toEqual({ kind: manifest.kind, refusal: '', warnings: [] });
  }
  const applied = Date.now();
  await waitForMesh(application, 3);
  printFigure('resources of Pulumi applied → full mesh of 3', Date.now() - applied, 'ms');
}

/** Each object of the cluster that there is, beside what the API server would make of the one that cdk8s prints. */
async function compareWithPrinted(application: Application, printed: string): Promise<void> {
  const manifests = parseAllDocuments(printed).map((document) => document.toJS() as Manifest);
  const names = (all: readonly Manifest[]) => all.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort();
  expect(names(resources.filter(({ kind }) => kind !== 'Secret'))).toEqual(names(manifests));
  for (const manifest of manifests) {
    const { object } = await applyManifest(manifest, twins, { dryRun: true });
    const ours = await readObject<ServerObject>(pathOf(manifest, application.namespace));
    expect(comparable(ours)).toEqual(comparable(object as ServerObject));
  }
}

describe("the program of Pulumi's example", () => {
  const scenario = useApplication('pulumi-founding', (application) =>
    applyRegistered(application, () => jest.requireActual<object>('../../../examples/pulumi/index')),
  );

  scenario.test('makes the objects that cdk8s prints', (application) =>
    compareWithPrinted(application, printFoundingExample()),
  );
});

describe('a program with a generated cookie, and secret variables by value', () => {
  const greeting = 'from a Secret without a name';
  const scenario = useApplication('pulumi-generated', (application) =>
    applyRegistered(
      application,
      () =>
        new BeamCluster(applicationName, {
          image: pulumi.output(applicationImage()),
          replicas: 3,
          http: { port: 4000, healthPath: '/health' },
          secrets: { GREETING: pulumi.secret(greeting) },
        }),
    ),
  );

  scenario.test('makes the objects that cdk8s prints, and two Secrets', async (application) => {
    const [cookie, secrets] = [`${applicationName}-erlang-cookie`, nameByProvider(`${applicationName}-env`)];
    const kept = resources.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name);

    expect(kept.sort()).toEqual([secrets, cookie]);
    await compareWithPrinted(application, printVariant({ cookie: { secretName: cookie }, secrets: [secrets] }));
  });

  scenario.test('gives each pod the cookie and the variables', async (application) => {
    for (const pod of await application.pods()) {
      const seen = await application.exec(pod, [
        'bin/rsolv_api',
        'rpc',
        'IO.puts("#{Node.get_cookie()}, #{System.get_env("GREETING")}")',
      ]);
      expect(seen.trim()).toBe(`random-of-${applicationName}-erlang-cookie, ${greeting}`);
    }
  });
});
