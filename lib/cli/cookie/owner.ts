import { managedBy } from '../../model/features/identity';

/** What an object says about who writes it. */
export interface Ownable {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  readonly managedFields?: readonly { readonly manager?: string; readonly fieldsV1?: unknown }[];
}

/** Another writer of an object, which would undo a change, and where the change belongs. */
export interface Owner {
  readonly who: string;
  readonly remedy: string;
}

/**
 * The tool or controller that writes an object: by its owner references, by the marks of well-known tools, or by the manager
 * of one of its fields. `field` is the path of what is about to be written, such as `['data', 'erlang-cookie']`.
 */
export function ownerOf(object: Ownable, field: readonly string[]): Owner | undefined {
  return ownerByReference(object) ?? ownerByMark(object) ?? ownerByManager(object, field);
}

/** The controller that its owner references name. */
export function ownerByReference({ ownerReferences: [reference] = [] }: Ownable): Owner | undefined {
  if (reference === undefined) return undefined;
  const who = `${reference.kind} ${reference.name}`;
  return { who, remedy: byKind[reference.kind] ?? `Change what ${who} writes.` };
}

const inStore = 'Change the cookie in the store from which External Secrets reads it.';
const inGit = 'Change it in the repository that it is applied from.';
const inChart = "Change it in the chart's values.";
const inConfiguration = 'Change it in the configuration.';

const byKind: Readonly<Record<string, string>> = {
  ExternalSecret: inStore,
  SealedSecret: 'Seal a new cookie: npx beam-cluster cookie --print | kubeseal --raw, and commit the result.',
  VaultStaticSecret: 'Change the cookie in Vault.',
  VaultDynamicSecret: 'Change the cookie in Vault.',
  OnePasswordItem: 'Change the cookie in 1Password.',
  InfisicalSecret: 'Change the cookie in Infisical.',
  DopplerSecret: 'Change the cookie in Doppler.',
};

interface Mark {
  readonly of: 'labels' | 'annotations';
  readonly key: string;
  /** Text that the value begins with; any value if there is none. */
  readonly begins?: string;
  readonly who: (value: string) => string;
  readonly remedy: string;
}

// The marks that each tool documents for the objects that it writes.
const marks: readonly Mark[] = [
  {
    of: 'labels',
    key: 'reconcile.external-secrets.io/managed',
    begins: 'true',
    who: () => 'External Secrets',
    remedy: inStore,
  },
  {
    of: 'labels',
    key: 'secrets-store.csi.k8s.io/managed',
    begins: 'true',
    who: () => 'the Secrets Store CSI driver',
    remedy: 'Change the cookie in the store that its SecretProviderClass names.',
  },
  {
    of: 'annotations',
    key: 'reflector.v1.k8s.emberstack.com/reflects',
    who: (source) => `Reflector, as a copy of ${source}`,
    remedy: 'Change the original.',
  },
  { of: 'annotations', key: 'argocd.argoproj.io/tracking-id', who: argo, remedy: inGit },
  { of: 'labels', key: 'argocd.argoproj.io/instance', who: argo, remedy: inGit },
  { of: 'labels', key: 'kustomize.toolkit.fluxcd.io/name', who: (name) => `Flux Kustomization ${name}`, remedy: inGit },
  { of: 'labels', key: 'helm.toolkit.fluxcd.io/name', who: (name) => `Flux HelmRelease ${name}`, remedy: inGit },
  {
    of: 'annotations',
    key: 'meta.helm.sh/release-name',
    who: (name) => `Helm release ${name}`,
    remedy: inChart,
  },
  { of: 'annotations', key: 'kapp.k14s.io/identity', who: () => 'kapp', remedy: inGit },
  {
    of: 'labels',
    key: managedBy.key,
    begins: 'pulumi',
    who: () => 'Pulumi',
    remedy: 'Change it in the program: pulumi up --replace gives a generated cookie a new value.',
  },
];

// `application:group/Kind:namespace/name`, or the name of the application.
function argo(value: string): string {
  return `Argo CD application ${value.split(':')[0] ?? value}`;
}

function ownerByMark(object: Ownable): Owner | undefined {
  for (const { of, key, begins = '', who, remedy } of marks) {
    const values = object[of] ?? {};
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value?.startsWith(begins) === true) return { who: who(value), remedy };
  }
  return undefined;
}

// Field managers of controllers and of tools that apply again what they hold.
const managers: readonly { readonly begins: string; readonly who: string; readonly remedy: string }[] = [
  { begins: 'pulumi', who: 'Pulumi', remedy: 'Change it in the program.' },
  { begins: 'externalsecrets.external-secrets.io', who: 'External Secrets', remedy: inStore },
  { begins: 'external-secrets', who: 'External Secrets', remedy: inStore },
  { begins: 'argocd-controller', who: 'Argo CD', remedy: inGit },
  { begins: 'kustomize-controller', who: 'Flux', remedy: inGit },
  { begins: 'helm', who: 'Helm', remedy: inChart },
  { begins: 'Terraform', who: 'Terraform', remedy: inConfiguration },
  { begins: 'HashiCorp', who: 'Terraform', remedy: inConfiguration },
];

function ownerByManager({ managedFields = [] }: Ownable, field: readonly string[]): Owner | undefined {
  const names = managedFields.filter(({ fieldsV1 }) => hasField(fieldsV1, field)).map(({ manager = '' }) => manager);
  return managers.find(({ begins }) => names.some((name) => name.startsWith(begins)));
}

/** Whether a set of fields of the API server has a path: `{ 'f:data': { 'f:erlang-cookie': {} } }`. */
function hasField(set: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  if (typeof set !== 'object' || set === null || !Object.hasOwn(set, `f:${key}`)) return false;
  return hasField((set as Readonly<Record<string, unknown>>)[`f:${key}`], rest);
}
