import { codes } from './catalogue';
import { clientServices } from './checks/client-services';
import { contract } from './checks/contract';
import { cookie } from './checks/cookie';
import { dns } from './checks/dns';
import { endpoints } from './checks/endpoints';
import { environment } from './checks/environment';
import { headlessService } from './checks/headless-service';
import { lifecycle } from './checks/lifecycle';
import { links } from './checks/links';
import { machine } from './checks/machine';
import { meshSidecars } from './checks/mesh-sidecars';
import { nodes } from './checks/nodes';
import { policies } from './checks/policies';
import { probes } from './checks/probes';
import { replicas } from './checks/replicas';
import { resources } from './checks/resources';
import { running } from './checks/running';
import { versions } from './checks/versions';
import type { Facts } from './facts/facts';
import type { Finding, Subject } from './finding';
import { listUnseen, type Unseen } from './unseen';

/** All that is checked, as a person reads it: from the manifest over Kubernetes to the inside of the pods. */
export const subjects: readonly Subject[] = [
  replicas,
  environment,
  contract,
  cookie,
  running,
  headlessService,
  endpoints,
  clientServices,
  policies,
  meshSidecars,
  dns,
  nodes,
  links,
  versions,
  machine,
  probes,
  lifecycle,
  resources,
];

/** What one subject found. */
export interface Examined {
  readonly subject: Subject;
  readonly findings: readonly Finding[];
  /** Why a subject without findings proves nothing. */
  readonly unknown?: string;
}

export interface Diagnosis {
  readonly examined: readonly Examined[];
  /** The first is the one to fix first. */
  readonly findings: readonly Finding[];
}

export function diagnose(facts: Facts): Diagnosis {
  const examined = subjects.map((subject): Examined => {
    const found = subject.find(facts);
    const unknown = found.length === 0 ? subject.cannotSay?.(facts) : undefined;
    return { subject, findings: found, ...(unknown === undefined ? {} : { unknown }) };
  });
  const findings = examined.flatMap(({ findings: found }) => found);
  return { examined, findings: findings.sort((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code)) };
}

/** The result of a run, which both reports print. */
export interface Verdict extends Diagnosis {
  readonly facts: Facts;
  readonly unseen: readonly Unseen[];
}

export function judge(facts: Facts): Verdict {
  return { facts, ...diagnose(facts), unseen: listUnseen(facts) };
}
