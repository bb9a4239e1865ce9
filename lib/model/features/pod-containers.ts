import { feature } from '../feature';
import type { InitContainer, Probe } from '../kubernetes';
import { pathTo, type Report } from '../schema';
import { toExtraContainer, type Around } from './extra-container';
import type { Http } from './http';
import type { Identity } from './identity';
import type { InitContainers } from './init-containers';
import type { Ports } from './ports';
import { startupTiming } from './probes';
import type { Allotment, Allotted } from './resources';
import type { Sidecars, SidecarStartupProps } from './sidecars';

// A proxy or a collector that is not busy needs less than that; the scheduler adds it to each pod.
const ofSidecar: Allotment = { cpu: '50m', memory: '128Mi' };

/** The containers that start before the application: sidecars, and those that must end first. */
export const podContainers = feature<object>()({
  name: 'containers of the pod',
  appliesTo: ['cluster'],
  schema: {},
  decide: (
    _,
    context: Around & Sidecars & InitContainers & Allotted & Http & Ports & { readonly identity: Identity },
    report,
  ) => {
    const { sidecars, initContainers, identity, resources } = context;
    const ofApplication = { cpu: resources.requests['cpu'] ?? '', memory: resources.limits['memory'] ?? '' };
    const beside = Object.entries(sidecars).map(([name, given]): InitContainer<unknown> => {
      const property = pathTo('sidecars', name);
      checkName(property, name, identity, report);
      if (given.startup !== undefined) checkPort(`${property}.startup.port`, given.startup.port, context, report);
      return {
        ...toExtraContainer(property, name, given, { ...context, usual: ofSidecar }, report),
        restartPolicy: 'Always',
        ...(given.startup === undefined ? {} : { startupProbe: probeOf(given.startup) }),
      };
    });
    const before = Object.entries(initContainers).map(([name, given]) => {
      const property = pathTo('initContainers', name);
      checkName(property, name, identity, report);
      if (Object.hasOwn(sidecars, name)) {
        report({ property, rule: 'has the name of a sidecar', remedy: 'Use another name.' });
      }
      const container = toExtraContainer(property, name, given, { ...context, usual: ofApplication }, report);
      return { container, isFirst: given.beforeSidecars === true };
    });
    return {
      initContainers: [
        ...before.filter(({ isFirst }) => isFirst).map(({ container }) => container),
        ...beside,
        ...before.filter(({ isFirst }) => !isFirst).map(({ container }) => container),
      ],
    };
  },
});

function checkName(property: string, name: string, identity: Identity, report: Report): void {
  if (name !== identity.name) return;
  report({ property, rule: 'has the name of the container of the application', remedy: 'Use another name.' });
}

function checkPort(property: string, port: number, { http, ports }: Http & Ports, report: Report): void {
  const taken = [
    { port: http?.port, what: 'the HTTP port' },
    { port: ports.epmd, what: 'the epmd port' },
    { port: ports.distribution, what: 'the distribution port' },
  ].find((other) => other.port === port);
  if (taken === undefined) return;
  const rule = `must differ from ${taken.what} ${port}`;
  report({
    property,
    rule,
    got: String(port),
    remedy: 'All containers of a pod share its ports; move one of the two.',
  });
}

function probeOf({ port, path }: SidecarStartupProps): Probe {
  const action = path === undefined ? { tcpSocket: { port } } : { httpGet: { path, port, scheme: 'HTTP' as const } };
  return { ...action, ...startupTiming, successThreshold: 1 };
}
