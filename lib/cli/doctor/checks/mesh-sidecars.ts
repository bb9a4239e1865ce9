import type { Pod } from '../../cluster/api/workload-objects';
import type { Facts } from '../facts/facts';
import { podTitles } from '../facts/pods';
import { finding, type Finding, type Subject } from '../finding';

/** Whether the proxy of a service mesh takes over the ports of the distribution, whose protocol it does not know. */
export const meshSidecars: Subject = {
  name: 'service mesh',
  looksAt: 'does not capture the distribution ports',
  cannotSay: (facts) => (facts.pods.length === 0 ? 'there are no pods' : undefined),
  find: (facts) => meshes.flatMap((mesh) => captured(facts, mesh)),
};

interface Mesh {
  readonly name: string;
  readonly container: string;
  /** Each list names annotations any of which will do. */
  readonly annotations: readonly (readonly string[])[];
}

const istio = 'traffic.sidecar.istio.io';
const linkerd = 'config.linkerd.io';
const meshes: readonly Mesh[] = [
  {
    name: 'Istio',
    container: 'istio-proxy',
    annotations: [[`${istio}/excludeInboundPorts`], [`${istio}/excludeOutboundPorts`]],
  },
  {
    name: 'Linkerd',
    container: 'linkerd-proxy',
    annotations: [
      [`${linkerd}/skip-inbound-ports`, `${linkerd}/opaque-ports`],
      [`${linkerd}/skip-outbound-ports`, `${linkerd}/opaque-ports`],
    ],
  },
];

function captured(facts: Facts, mesh: Mesh): readonly Finding[] {
  const { epmd, distribution } = facts.workload.ports;
  const wanted = [epmd, distribution];
  const lacking = (pod: Pod) =>
    mesh.annotations.filter((any) => {
      const values = any.map((name) => pod.metadata.annotations?.[name] ?? '');
      return !values.some((value) => wanted.every((port) => covers(value, port)));
    });
  const taken = facts.pods.filter(({ object }) => hasSidecar(object, mesh) && lacking(object).length > 0);
  const [first] = taken;
  if (first === undefined) return [];
  const names = lacking(first.object).map(([name = '']) => name);
  const ports = wanted.join(',');
  const details = {
    what: `${mesh.name} routes the connections between the nodes through its proxy, which does not know their protocol.`,
    where: podTitles(taken),
    evidence: [`the pods have ${mesh.container}, but not ${names.join(' and ')} with ${ports}`],
    fix: {
      property: 'annotations of the pods',
      advice: names.map((name) => `Annotate the pods with ${name}: "${ports}".`).join(' '),
    },
  };
  return [finding('mesh-captures-ports', details)];
}

function hasSidecar({ spec }: Pod, { container }: Mesh): boolean {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].some(({ name }) => name === container);
}

/** Whether a list such as `4369,9000-9200` has a port in it; `*` is every port. */
function covers(list: string, port: number): boolean {
  return list.split(',').some((part) => {
    const [first = '', last = first] = part.trim().split('-');
    return first === '*' || (first !== '' && port >= Number(first) && port <= Number(last));
  });
}
