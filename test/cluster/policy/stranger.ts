import type { Labels } from 'beam-cluster/model';
import type { Application } from '../application';
import { kubectl, tryKubectl } from '../kubectl';
import { applicationImage } from '../print';

const name = 'stranger';

/** A pod that does not belong to the cluster, and tries to reach it. */
export class Stranger {
  private constructor(private readonly namespace: string) {}

  static async settle({ namespace }: Application, labels: Labels): Promise<Stranger> {
    await kubectl(['apply', '--server-side', '-f', '-'], { namespace, input: JSON.stringify(printPod(labels)) });
    await kubectl(['wait', `pod/${name}`, '--for=condition=Ready', '--timeout=120s'], {
      namespace,
      timeoutMs: 130_000,
    });
    return new Stranger(namespace);
  }

  /** Whether somebody answers at an address and a port. */
  async reaches(address: string | undefined, port: number): Promise<boolean> {
    const connect = ['nc', '-w', '2', address ?? '', String(port), '-e', 'true'];
    const { code, stderr } = await tryKubectl(['exec', name, '--', ...connect], { namespace: this.namespace });
    if (code !== 0 && !/timed out|Connection refused/.test(stderr)) {
      throw new Error(`The stranger cannot ask: ${stderr}`);
    }
    return code === 0;
  }
}

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
