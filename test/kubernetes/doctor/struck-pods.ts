import type { Code } from '../../../lib/cli/doctor/catalogue';
import type { Application } from '../application';
import { kubectl } from '../kubectl';
import { newerImage } from '../machine/images';
import type { PodObject } from '../objects';
import { applicationName } from '../print';
import { giveOrder, switchboardVariable } from '../switchboard';

/** A fault of one pod among three; a pod that is deleted is made again from the template as it is then. */
export interface StruckPod {
  readonly code: Code;
  readonly done: string;
  readonly strike: (application: Application, pod: PodObject) => Promise<unknown>;
  readonly undo: (application: Application, pod: PodObject) => Promise<unknown>;
  /** Whether it is done from below Kubernetes, which only a cluster of our own allows. */
  readonly isBelow?: boolean;
}

const dump = '/var/crash/erl_crash.dump';

function patchTemplate({ namespace }: Application, container: object): Promise<string> {
  const patch = { spec: { template: { spec: { containers: [{ name: applicationName, ...container }] } } } };
  return kubectl(['patch', 'statefulset', applicationName, `--patch=${JSON.stringify(patch)}`], { namespace });
}

function patchCookie({ namespace }: Application, cookie: string): Promise<string> {
  const patch = { stringData: { 'erlang-cookie': cookie } };
  return kubectl(['patch', 'secret', 'rsolv-api-secrets', `--patch=${JSON.stringify(patch)}`], { namespace });
}

function replace({ namespace }: Application, { metadata }: PodObject): Promise<string> {
  return kubectl(['delete', 'pod', metadata.name, '--grace-period=1'], { namespace });
}

const table = 'inet doctor';

/** Shuts the way to a port of a pod on its machine. */
function shut(pod: PodObject): Promise<string> {
  const rule = `ip daddr ${pod.status.podIP ?? ''} tcp dport 9100 drop`;
  return filter(pod, `table ${table} { chain forward { type filter hook forward priority 0; ${rule}; }; }`);
}

function open(pod: PodObject): Promise<string> {
  return filter(pod, `delete table ${table}`);
}

function filter({ spec }: PodObject, input: string): Promise<string> {
  return giveOrder({ do: 'runOn', node: spec.nodeName ?? '', command: ['nft', '--file', '-'], input: `${input}\n` });
}

export const firstCookie = 'q4Zt8Wm1Xc6Vb3Np9Lk2Jh7G';
export const secondCookie = 'n7Gq2Lw9Zx4Rt6Yp1Bv8Ks3D';

export const struckPods: readonly StruckPod[] = [
  {
    code: 'crash-dump',
    done: 'a VM has left a dump',
    strike: (application, pod) => application.exec(pod, ['sh', '-c', `echo =erl_crash_dump:0.5 > ${dump}`]),
    undo: (application, pod) => application.exec(pod, ['rm', dump]),
  },
  {
    code: 'port-unreachable',
    done: 'a packet filter of the machine drops what goes to 9100',
    isBelow: true,
    strike: (_application, pod) => shut(pod),
    undo: (_application, pod) => open(pod),
  },
  {
    code: 'cookies-differ',
    done: 'the Secret was changed, and one pod was made again',
    strike: async (application, pod) => {
      await patchCookie(application, secondCookie);
      await replace(application, pod);
    },
    undo: async (application, pod) => {
      await patchCookie(application, firstCookie);
      await replace(application, pod);
    },
  },
  {
    code: 'release-names-differ',
    done: 'one pod has another name before the @',
    strike: async (application, pod) => {
      await patchTemplate(application, { env: [{ name: 'RELEASE_NODE', value: 'other@$(POD_IP)' }] });
      await replace(application, pod);
    },
    undo: async (application, pod) => {
      await patchTemplate(application, { env: [{ name: 'RELEASE_NODE', value: 'rsolv_api@$(POD_IP)' }] });
      await replace(application, pod);
    },
  },
  {
    code: 'versions-mixed',
    done: 'one pod has the image with another Erlang',
    isBelow: true,
    strike: async (application, pod) => {
      await patchTemplate(application, { image: newerImage });
      await replace(application, pod);
    },
    undo: async (application, pod) => {
      await patchTemplate(application, { image: pod.status.containerStatuses?.[0]?.image ?? '' });
      await replace(application, pod);
    },
  },
  {
    code: 'restarted',
    done: 'a VM ended by itself',
    strike: (application, pod) => application.exec(pod, ['bin/rsolv_api', 'rpc', 'spawn(fn -> :erlang.halt(3) end)']),
    undo: (application, pod) => replace(application, pod),
  },
];

/** The faults that can be made on the cluster that the tests have. */
export const possibleStrikes = struckPods.filter(({ isBelow }) => {
  return isBelow !== true || process.env[switchboardVariable] !== undefined;
});
