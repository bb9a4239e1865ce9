import type { BeamClusterProps } from '../../../lib/cdk8s';
import type { Code } from '../../../lib/cli/doctor/catalogue';
import type { Changes } from '../../unit/cli/doctor/pointer';
import { applicationImage } from '../print';

/** A cluster that is applied with a fault in it. */
export interface BornBroken {
  readonly code: Code;
  readonly done: string;
  readonly changes: Changes;
  readonly props?: Partial<BeamClusterProps>;
  /** In place of the random one. */
  readonly cookie?: string;
}

const sleeping = (name: string) => ({
  name,
  image: applicationImage(),
  command: ['sleep', '3600'],
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    runAsUser: 65534,
    seccompProfile: { type: 'RuntimeDefault' },
  },
});
const podIp = { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } };

export const bornBroken: readonly BornBroken[] = [
  {
    code: 'pod-ip-too-late',
    done: 'POD_IP after RELEASE_NODE',
    changes: { '$container/env/[POD_IP]': undefined, '$container/env/-': podIp },
  },
  {
    code: 'node-name-without-address',
    done: 'the node named after its pod',
    changes: { '$container/env/[RELEASE_NODE]/value': 'rsolv_api@$(POD_NAME)' },
  },
  {
    code: 'short-names',
    done: 'short names',
    changes: { '$container/env/[RELEASE_DISTRIBUTION]/value': 'sname' },
  },
  {
    code: 'flag-given-twice',
    done: 'the cookie as a flag beside that of the release',
    changes: { '$container/env/-': { name: 'ERL_ZFLAGS', value: '-setcookie beside-the-one-of-the-release' } },
  },
  {
    code: 'epmd-on-loopback',
    done: 'epmd for its own pod',
    changes: { '$container/env/-': { name: 'ERL_EPMD_ADDRESS', value: '127.0.0.1' } },
  },
  {
    code: 'node-hidden',
    done: 'hidden nodes',
    changes: { '$container/env/-': { name: 'ERL_ZFLAGS', value: '-hidden' } },
  },
  { code: 'cookie-weak', done: 'a cookie of nine letters', changes: {}, cookie: 'openbooks' },
  {
    code: 'image-not-pulled',
    done: 'an image that is nowhere',
    changes: { '$container/image': 'registry.invalid/rsolv-api:1.0.0' },
  },
  {
    code: 'unschedulable',
    done: 'more memory than any machine has',
    changes: { '$container/resources/requests/memory': '9Ti', '$container/resources/limits/memory': '9Ti' },
  },
  {
    code: 'container-not-created',
    done: 'a variable from a Secret that is not there',
    changes: {
      '$container/env/-': { name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'database', key: 'url' } } },
    },
  },
  {
    code: 'out-of-memory',
    done: 'a limit of 24 MB',
    changes: { '$container/resources/requests/memory': '24Mi', '$container/resources/limits/memory': '24Mi' },
  },
  {
    code: 'http-not-listening',
    done: 'another port in the variable of the application',
    // A startup probe would keep doctor from judging the pod for two minutes.
    changes: { '$container/env/[PORT]/value': '4001', '$container/startupProbe': undefined },
  },
  {
    code: 'killed-by-liveness',
    done: 'a liveness probe of a path that does not exist',
    changes: {
      '$container/livenessProbe/httpGet/path': '/nowhere',
      '$container/livenessProbe/periodSeconds': 2,
      '$container/livenessProbe/failureThreshold': 3,
      // The grace of its drain would be a minute more.
      '$container/livenessProbe/terminationGracePeriodSeconds': 1,
    },
  },
  { code: 'crash-loop', done: 'a command that fails', changes: { '$container/command': ['sh', '-c', 'exit 7'] } },
  {
    code: 'not-ready',
    done: 'a readiness probe of a path that does not exist',
    changes: { '$container/readinessProbe/httpGet/path': '/nowhere' },
  },
  {
    code: 'dns-fails',
    done: 'a name server that is not there',
    changes: { '$pod/spec/dnsPolicy': 'None', '$pod/spec/dnsConfig': { nameservers: ['192.0.2.53'] } },
  },
  { code: 'dns-fails', done: 'another cluster domain', changes: {}, props: { clusterDomain: 'other.local' } },
  { code: 'dns-policy', done: 'the DNS of the machine', changes: { '$pod/spec/dnsPolicy': 'Default' } },
  {
    code: 'mesh-captures-ports',
    done: 'the sidecar of Istio',
    changes: { '$pod/spec/containers/-': sleeping('istio-proxy') },
  },
  {
    code: 'not-connected',
    done: 'no discovery in the image',
    changes: { '$container/env/-': { name: 'CLUSTER_MODE', value: 'development' } },
  },
  {
    code: 'remote-shell-broken',
    done: 'a fixed port for every VM',
    changes: { '$container/env/[RELEASE_REMOTE_VM_ARGS]': undefined },
  },
  {
    code: 'port-not-fixed',
    done: 'no fixed port',
    changes: { '$container/env/[ERL_AFLAGS]/value': '+Q 65536' },
    props: { networkPolicy: false },
  },
  {
    code: 'port-table-huge',
    done: 'room for four million ports',
    changes: {
      '$container/env/[ERL_AFLAGS]/value': '-kernel inet_dist_listen_min 9100 inet_dist_listen_max 9100 +Q 4194304',
      '$container/resources/requests/memory': '400Mi',
      '$container/resources/limits/memory': '400Mi',
    },
  },
];
