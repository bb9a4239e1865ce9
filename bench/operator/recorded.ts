import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../measure/fresh-process';

/** As JSON has them, with no more named than is changed here. */
export interface PodObject {
  readonly metadata: { readonly name: string; readonly generateName: string };
  readonly status: { readonly podIP: string };
}

export interface DeploymentObject {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly name: string }[] } };
  };
  readonly status: object;
}

/** A pod of the recording, and what its node said. */
export interface RecordedPod {
  readonly object: PodObject;
  readonly health: Health;
  readonly metrics: string;
}

export interface Health {
  readonly clustering: object;
}

export interface RecordedCluster {
  readonly namespace: string;
  readonly deployment: DeploymentObject;
  readonly nodes: readonly unknown[];
  readonly pods: readonly RecordedPod[];
}

interface Recording {
  readonly recordedAt: string;
  readonly namespace: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** The healthy cluster that `test/unit/cli/recorded/record.ts` recorded, as if that had been just now. */
export function readRecorded(): RecordedCluster {
  const text = readFileSync(join(root, 'test/unit/cli/recorded/healthy.json'), 'utf8');
  const { recordedAt } = JSON.parse(text) as Recording;
  const since = Date.now() - Date.parse(recordedAt);
  const { namespace, answers } = JSON.parse(
    text.replace(/"\d{4}-\d\d-\d\dT[\d:.]+Z"/g, (time) => {
      return JSON.stringify(new Date(Date.parse(JSON.parse(time) as string) + since));
    }),
  ) as Recording;
  const items = (path: string) => (answers[path] as { readonly items: readonly unknown[] }).items;
  const [deployment] = items(`/apis/apps/v1/namespaces/${namespace}/deployments`) as DeploymentObject[];
  if (deployment === undefined) throw new Error('the recording has no Deployment');
  const core = `/api/v1/namespaces/${namespace}/pods`;
  const pods = (items(core) as PodObject[]).map((object): RecordedPod => {
    const proxy = `${core}/${object.metadata.name}:4000/proxy`;
    return {
      object,
      health: answers[`${proxy}/health`] as Health,
      metrics: answers[`${proxy}/metrics`] as string,
    };
  });
  return { namespace, deployment, nodes: items('/api/v1/nodes'), pods };
}
