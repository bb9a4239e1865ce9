import { RegisterResourceResponse, type RegisterResourceRequest } from '@pulumi/pulumi/proto/resource_pb';
import { Struct, type JavaScriptValue } from 'google-protobuf/google/protobuf/struct_pb';
import { secret } from './wire';

type Values = Record<string, JavaScriptValue>;

/** One resource, as the program asked the engine for it. */
export interface Registration {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly parent: string;
  readonly provider: string;
  readonly inputs: Values;
  readonly dependencies: readonly string[];
  /** Which resources each input comes from. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly secretOutputs: readonly string[];
}

export function read(request: RegisterResourceRequest): Registration {
  const [type, name, parent] = [request.getType(), request.getName(), request.getParent()];
  return {
    urn: urnOf(type, name, parent),
    type,
    name,
    parent,
    custom: request.getCustom(),
    provider: request.getProvider(),
    inputs: request.getObject()?.toJavaScript() ?? {},
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependencies(request),
    secretOutputs: request.getAdditionalsecretoutputsList(),
  };
}

function propertyDependencies(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((value, property) => {
    found[property] = value.getUrnsList();
  });
  return found;
}

/** What a provider would have made of it: its inputs, an id once it exists, and whatever only a provider can know. */
export function answer(registration: Registration, preview: boolean): RegisterResourceResponse {
  const { urn, custom, name, inputs } = registration;
  const response = new RegisterResourceResponse().setUrn(urn);
  if (custom && !preview) response.setId(name);
  return response.setObject(Struct.fromJavaScript({ ...inputs, ...(preview ? {} : computed(registration)) }));
}

function computed({ type, name, inputs }: Registration): Values {
  if (type === 'random:index/randomPassword:RandomPassword') return { result: secret('a-generated-cookie') };
  if (type === 'random:index/randomId:RandomId') return { hex: '0a1b2c3d' };
  const metadata = inputs['metadata'] as Values | undefined;
  return metadata !== undefined && !('name' in metadata) ? { metadata: { ...metadata, name: `${name}-0a1b2c3d` } } : {};
}

// A component's type is part of the names of its children, as the engine writes them; a stack's is not.
export function urnOf(type: string, name: string, parent: string): string {
  const parentTypes = parent.split('::')[2] ?? '';
  const qualified = parentTypes === '' || parentTypes.endsWith('Stack') ? type : `${parentTypes}$${type}`;
  return `urn:pulumi:dev::project::${qualified}::${name}`;
}
