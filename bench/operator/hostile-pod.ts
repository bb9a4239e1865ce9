import type { Answer, Exec } from '../../test/unit/cli/api-server';
import { Flood } from '../../test/attacks/command-line/flood';

/** How a pod is hostile: it answers without end, or with as many small values as an answer has room for. */
export const hostilities = ['endless', 'heavy'] as const;
export type Hostility = (typeof hostilities)[number];

/** Just below the limit of what a pod may answer. */
const roomBytes = 200 * 2 ** 10;

const line = 'beam-cluster\tpeer\t10.0.0.1\tok\tok\t=a:1,b:2\n';
const head = 'beam-cluster\tclock\t1\nbeam-cluster\tvm\ta@10.0.0.1\t25\t1.14.0\t65536\n';
const answers = `${head}${line.repeat(roomBytes / line.length)}beam-cluster\tend\n`;

const names = Array.from({ length: roomBytes / 10 }, (_, index) => `a@${index}`);
const health = { clustering: { current_node: 'a@10.0.0.1', connected_nodes: names, changes: names, problems: names } };

/** What a hostile pod answers to a request. */
export function answerHostile(how: Hostility): Answer {
  if (how === 'heavy') return { status: 200, body: health };
  return {
    write: (outgoing) => {
      new Flood().ofHttp(outgoing, Buffer.from(`${JSON.stringify(names.slice(0, 100))},`));
    },
  };
}

/** What a command in a hostile pod prints. */
export function printHostile(how: Hostility): ReturnType<Exec> {
  if (how === 'heavy') return { stdout: answers };
  return {
    talk: (raw) => {
      new Flood().ofFrames(raw, Buffer.from(`\u0001${line}`));
    },
  };
}
