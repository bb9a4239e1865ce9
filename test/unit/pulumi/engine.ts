import * as pulumi from '@pulumi/pulumi';

/** One registration as the engine of Pulumi gets it: secrets and unknown values are still marked. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What it must come after. */
  readonly dependencies: readonly string[];
  /** What each of its inputs comes from; a replacement of that replaces this one as well. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly secretOutputs: readonly string[];
  readonly aliases: readonly string[];
  readonly transforms: number;
  readonly ignoreChanges: readonly string[];
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  readonly importId: string;
}

export interface Recording<T> {
  readonly made: T;
  readonly registrations: readonly Registration[];
  /** Outputs by the URN of the component that registered them. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Situation {
  /** Whether it is a preview, in which the outputs of new resources are unknown. */
  readonly preview?: boolean;
}

/** Runs a program as the engine does, with a provider that names what has no name. */
export async function record<T>(program: () => T, { preview = false }: Situation = {}): Promise<Recording<T>> {
  await pulumi.runtime.setMocks(
    { newResource: ({ name, inputs }) => created(name, inputs as Inputs), call: () => ({}) },
    'project',
    'stack',
    preview,
  );
  const registrations: Registration[] = [];
  const outputs: Record<string, Readonly<Record<string, unknown>>> = {};
  watch(registrations, outputs);
  const made = await withShortTraces(async () => {
    const value = program();
    await pulumi.runtime.disconnect();
    return { value };
  });
  return { made: made.value, registrations, outputs };
}

// Pulumi keeps a stack trace with each promise, and jest maps each line of it to the sources, which takes most of the time.
async function withShortTraces<T>(run: () => Promise<T>): Promise<T> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  try {
    return await run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

type Inputs = Readonly<Record<string, unknown>> & { readonly metadata?: Readonly<Record<string, unknown>> };

/** The name that an object without one gets. */
export function nameByProvider(name: string): string {
  return `${name}-1f2e3d4c`;
}

function created(name: string, inputs: Inputs) {
  const metadata = { name: nameByProvider(name), ...inputs.metadata };
  return { id: `${name}-id`, state: { ...inputs, metadata, result: `random-of-${name}` } };
}

/** The part of the generated messages of the engine's protocol that is read here. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getParent(): string;
  getProvider(): string;
  getObject(): { toJavaScript(): Readonly<Record<string, unknown>> };
  getDependenciesList(): string[];
  getPropertydependenciesMap(): {
    forEach(visit: (dependencies: { getUrnsList(): string[] }, property: string) => void): void;
  };
  getAdditionalsecretoutputsList(): string[];
  getAliasesList(): { getSpec(): { getName(): string } | undefined; getUrn(): string }[];
  getTransformsList(): unknown[];
  getIgnorechangesList(): string[];
  getProtect(): boolean;
  getRetainondelete(): boolean;
  getImportid(): string;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Readonly<Record<string, unknown>> };
}

type Call<Request> = (request: Request, callback: unknown) => void;

interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource: Call<RegisterRequest>;
  registerResourceOutputs: Call<OutputsRequest>;
}

function watch(registrations: Registration[], outputs: Record<string, Readonly<Record<string, unknown>>>): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const registerOutputs = monitor.registerResourceOutputs.bind(monitor);
  monitor.registerResource = (request, callback) => {
    registrations.push(registrationOf(request, monitor));
    register(request, callback);
  };
  monitor.registerResourceOutputs = (request, callback) => {
    outputs[request.getUrn()] = request.getOutputs().toJavaScript();
    registerOutputs(request, callback);
  };
}

function registrationOf(request: RegisterRequest, monitor: Monitor): Registration {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  return {
    type,
    name,
    parent,
    urn: monitor.newUrn(parent, type, name),
    provider: request.getProvider(),
    inputs: request.getObject().toJavaScript(),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request),
    secretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request.getAliasesList().map((alias) => alias.getUrn() || (alias.getSpec()?.getName() ?? '')),
    transforms: request.getTransformsList().length,
    ignoreChanges: request.getIgnorechangesList(),
    protect: request.getProtect(),
    retainOnDelete: request.getRetainondelete(),
    importId: request.getImportid(),
  };
}

function propertyDependenciesOf(request: RegisterRequest): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((dependencies, property) => {
    found[property] = dependencies.getUrnsList();
  });
  return found;
}
