import type { Labels } from './kubernetes';
import { quote, show, showText, type Report } from './problems';
import { reject } from './shape';
import { isLabel1035 } from './syntax';

/** Every name that a cluster has. */
export interface Identity {
  readonly name: string;
  /** Node base name: the part before the `@`. */
  readonly release: string;
  readonly headlessName: string;
  /** Labels that select the pods; part of a Deployment that can never change. */
  readonly selector: Labels;
  /** Labels of every object. */
  readonly labels: Labels;
}

const headlessSuffix = '-headless';
const longestLabel = 63;
// A StatefulSet puts `<name>-<ten characters of hash>` into the label controller-revision-hash.
const revisionSuffixLength = 11;

export interface IdentityProps {
  readonly name?: string;
  readonly release?: string;
  readonly labels?: Labels;
  readonly workload?: 'Deployment' | 'StatefulSet';
}

export function decideIdentity(id: string, props: IdentityProps): Identity {
  const name = props.name ?? id;
  const selector = selectorOf(name);
  return {
    name,
    release: props.release ?? name.replaceAll('-', '_'),
    headlessName: `${name}${headlessSuffix}`,
    selector,
    labels: { ...selector, 'app.kubernetes.io/managed-by': 'beam-cluster', ...props.labels },
  };
}

function selectorOf(name: string): Labels {
  return { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': name };
}

export function checkIdentity(id: string, props: IdentityProps, report: Report): void {
  const name: unknown = props.name ?? id;
  const suffix = props.workload === 'StatefulSet' ? revisionSuffixLength : headlessSuffix.length;
  const longest = longestLabel - suffix;
  if (typeof name !== 'string' || !isLabel1035(name, longest)) {
    const problem = {
      property: 'name',
      rule: `must be a DNS-1035 label of at most ${longest} lower-case letters, digits and "-", starting with a letter`,
    };
    const remedy = 'It comes from the id; set name to have another.';
    // Every line begins with the id.
    const isId = props.name === undefined;
    reject(
      report,
      {
        ...problem,
        ...(isId ? { got: typeof id === 'string' ? quote(id) : show(id), remedy } : { got: showText(name) }),
      },
      name,
    );
  }
  for (const key of Object.keys(selectorOf('')).filter((key) => Object.hasOwn(props.labels ?? {}, key))) {
    report({ property: `labels.${key}`, rule: 'selects the pods and cannot be given', remedy: 'Use another key.' });
  }
}
