import { randomBytes } from 'node:crypto';
import { testProgram } from '../../pulumi-engine/program';
import { EngineStack } from '../../pulumi-engine/stack';
import { changes, opsOn, type Step } from '../../pulumi-engine/steps';
import { waitFor } from '../../nodes/wait';
import type { Application } from '../application';
import { printFigure } from '../figures';
import { kubectl } from '../kubectl';
import { MeshWatch } from '../load/mesh-watch';
import { newerImage } from '../machine/images';
import { waitForMesh } from '../mesh';
import { isReady } from '../objects';
import { applicationImage, applicationName } from '../print';
import { describeOnOwnNodes, useApplication } from '../scenario';

const namespace = 'pulumi-life';
const replicas = 3;
const [cookieName, secretsName] = ['rsolv-api-erlang-cookie', 'rsolv-api-env'];
const deployment = 'kubernetes:apps/v1:Deployment';
const secret = 'kubernetes:core/v1:Secret';
// The provider's own switch, which docs/pulumi.md names.
const forceVariable = 'PULUMI_K8S_ENABLE_PATCH_FORCE';
const kinds = 'deployments,services,poddisruptionbudgets,networkpolicies,secrets,pods';

jest.setTimeout(600_000);

// The compiled engine and the newer image are on the machine of the tests. Each test goes on where the one before it ended.
describeOnOwnNodes("a stack of Pulumi's engine in the cluster", () => {
  const scenario = useApplication(namespace, () => undefined);

  describe('from the first update to its end', () => {
    let stack: EngineStack;
    let cookie = '';

    beforeAll(async () => {
      stack = await EngineStack.make(testProgram('life'));
      await stack.configure({ namespace, image: applicationImage(), greeting: 'hello', token: token() });
    });
    afterAll(() => (stack as EngineStack | undefined)?.remove());

    scenario.test('the first update ends when the pods are ready, in one mesh', async (application) => {
      const begun = Date.now();
      await stack.up();
      printFigure('the first update of a Pulumi stack', Date.now() - begun, 'ms');

      expect((await application.pods()).filter(isReady)).toHaveLength(replicas);
      await waitForMesh(application, replicas);
      cookie = (await stack.cookie()).value ?? '';
      expect(await runningCookies(application)).toEqual([cookie]);
    });

    scenario.test('a second update and a refresh change nothing', async () => {
      expect(changes(await stack.up())).toEqual([]);
      expect(found(await stack.refresh())).toEqual([]);
      expect(changes(await stack.preview())).toEqual([]);
    });

    scenario.test('a changed image and secret roll the pods, and the cookie stays', async (application) => {
      const old = (await application.pods()).map(({ metadata }) => metadata.name);
      await stack.configure({ image: newerImage, token: token() });
      const watch = MeshWatch.start(application, replicas);
      const steps = await stack.up();
      await waitFor('the old pods to be gone', async () => {
        return !(await application.allPods()).some(({ metadata }) => old.includes(metadata.name));
      });
      const mesh = await watch.stop();

      const changed = changes(steps).filter(({ type }) => type === deployment || type === secret);
      expect(changed.map(({ op, name }) => `${op} ${name}`)).toEqual([
        `create-replacement ${secretsName}`,
        `replace ${secretsName}`,
        `update ${applicationName}`,
        `delete-replaced ${secretsName}`,
      ]);
      expect(mesh.smallest >= replicas - 1 ? [] : mesh.gaps).toEqual([]);
      expect(opsOn(steps, secret, cookieName)).toEqual(['same']);
      await waitForMesh(application, replicas);
      expect(await runningCookies(application)).toEqual([cookie]);
    });

    scenario.test(
      'a number of pods that a person changes is drift, which an update does not overwrite',
      async (application) => {
        await scaleTo(2);

        // Without a refresh, the engine does not look.
        expect(changes(await stack.preview())).toEqual([]);
        expect(found(await stack.refresh())).toEqual([{ op: 'update', type: deployment, name: applicationName }]);
        const refused = await stack.run('up', '--yes', '--skip-preview');
        expect(refused.code).not.toBe(0);
        expect(refused.stdout).toMatch(/Apply failed with 1 conflict: conflict with "kubectl" .*\.spec\.replicas/);
        expect(await wantedReplicas()).toBe('2');

        process.env[forceVariable] = 'true';
        expect(opsOn(await stack.up(), deployment, applicationName)).toEqual(['update']);
        Reflect.deleteProperty(process.env, forceVariable);
        await waitForMesh(application, replicas);
      },
    );

    scenario.test('with replicas external, the number of an autoscaler survives an update and a refresh', async () => {
      await stack.configure({ external: 'true' });
      await stack.up();
      expect(await wantedReplicas()).toBe('3');
      await scaleTo(4);

      await stack.refresh();
      await stack.configure({ greeting: 'good evening' });
      expect(opsOn(await stack.up(), deployment, applicationName)).toEqual(['update']);
      expect(await wantedReplicas()).toBe('4');
      expect(changes(await stack.up())).toEqual([]);
    });

    scenario.test('a destroy leaves nothing behind', async (application) => {
      await stack.destroy();

      await waitFor('the pods to be gone', async () => (await application.allPods()).length === 0);
      const left = await kubectl(['get', kinds, '-o', 'name'], { namespace });
      // The one that every namespace of these tests has.
      expect(left.trim()).toBe('secret/rsolv-api-secrets');
    });
  });
});

function scaleTo(wanted: number): Promise<string> {
  return kubectl(['scale', 'deployment', applicationName, `--replicas=${wanted}`], { namespace });
}

function wantedReplicas(): Promise<string> {
  return kubectl(['get', 'deployment', applicationName, '-o', 'jsonpath={.spec.replicas}'], { namespace });
}

function token(): string {
  return randomBytes(12).toString('hex');
}

/** What a refresh found to be other than it knew. */
function found(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ op }) => op !== 'same' && op !== 'read' && op !== 'refresh');
}

/** The cookies of the nodes that run, each once. */
async function runningCookies(application: Application): Promise<readonly string[]> {
  const pods = await application.pods();
  const cookies = pods.map((pod) => application.exec(pod, ['bin/rsolv_api', 'rpc', 'IO.puts(Node.get_cookie())']));
  return [...new Set((await Promise.all(cookies)).map((text) => text.trim()))];
}
