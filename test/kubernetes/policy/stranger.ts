import type { Labels } from 'beam-cluster/model';
import type { Application } from '../application';
import { kubectl } from '../kubectl';
import { applicationImage } from '../print';

const name = 'stranger';

/** A pod that does not belong to the cluster, and tries to reach it. */
export class Stranger {
  private constructor(private readonly namespace: string) {}

  static async settle(application: Application, labels: Labels): Promise<Stranger> {
    const { namespace } = application;
    await application.apply(JSON.stringify(printPod(labels)));
    await kubectl(['wait', `pod/${name}`, '--for=condition=Ready', '--timeout=120s'], {
      namespace,
      timeoutMs: 130_000,
    });
    return new Stranger(namespace);
  }

  /** The addresses and ports, such as `10.244.1.2 4000`, at which somebody answers; all are tried at once. */
  async reachable(targets: readonly string[]): Promise<readonly string[]> {
    const said = await kubectl(['exec', name, '--', 'sh', '-c', connect, 'sh', ...targets], {
      namespace: this.namespace,
    });
    const answers = said.trimEnd().split('\n');
    const strange = answers.filter((answer) => !/: (?:open|.*timed out|.*Connection refused)$/.test(answer));
    if (strange.length > 0 || answers.length !== targets.length) throw new Error(`The stranger cannot ask: ${said}`);
    return targets.filter((target) => answers.includes(`${target}: open`));
  }
}

// Of each a line: the target, and what was said where it could not be reached.
const connect = `
for target; do
  (said=$(nc -w 2 $target -e true 2>&1) && said=open; echo "$target: $said") &
done
wait
`;

function printPod(labels: Labels): object {
  const nobody = 65_534;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: nobody, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name,
          image: applicationImage(),
          command: ['sleep', 'infinity'],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    },
  };
}
