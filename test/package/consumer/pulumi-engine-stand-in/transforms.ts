import { credentials } from '@grpc/grpc-js';
import { CallbacksClient } from '@pulumi/pulumi/proto/callback_grpc_pb';
import { CallbackInvokeRequest, type Callback } from '@pulumi/pulumi/proto/callback_pb';
import {
  TransformRequest,
  TransformResourceOptions,
  TransformResponse,
  type RegisterResourceRequest,
} from '@pulumi/pulumi/proto/resource_pb';
import { urnOf } from './registration';

/**
 * The `transforms` of a program's resources, which the engine calls back: those of a resource first, then those of its
 * parent, up to the stack (`RegisterResource` in Pulumi's source_eval.go).
 */
export class Transforms {
  readonly #owners = new Map<string, { readonly parent: string; readonly own: readonly Callback[] }>();
  readonly #clients = new Map<string, CallbacksClient>();

  /** Lets the program change what it is about to register. */
  async apply(request: RegisterResourceRequest): Promise<void> {
    this.#owners.set(urnOf(request.getType(), request.getName(), request.getParent()), {
      parent: request.getParent(),
      own: request.getTransformsList(),
    });
    const callbacks = [...request.getTransformsList(), ...this.#inherited(request.getParent())];
    for (const callback of callbacks) await this.#call(callback, request);
  }

  close(): void {
    for (const client of this.#clients.values()) client.close();
  }

  #inherited(urn: string): readonly Callback[] {
    const owner = this.#owners.get(urn);
    return owner === undefined ? [] : [...owner.own, ...this.#inherited(owner.parent)];
  }

  async #call(callback: Callback, request: RegisterResourceRequest): Promise<void> {
    const asked = new CallbackInvokeRequest().setToken(callback.getToken()).setRequest(question(request));
    const client = this.#clientOf(callback.getTarget());
    const answered = await new Promise<Uint8Array>((resolve, reject) => {
      client.invoke(asked, (error, response) => {
        if (error === null) resolve(response.getResponse_asU8());
        else reject(error);
      });
    });
    const changed = TransformResponse.deserializeBinary(answered);
    const options = changed.getOptions();
    if (changed.hasProperties()) request.setObject(changed.getProperties());
    if (options === undefined) return;
    request.setProvider(options.getProvider()).setDependenciesList(options.getDependsOnList());
    request.setAdditionalsecretoutputsList(options.getAdditionalSecretOutputsList());
  }

  #clientOf(target: string): CallbacksClient {
    const known = this.#clients.get(target);
    if (known !== undefined) return known;
    const client = new CallbacksClient(target, credentials.createInsecure());
    this.#clients.set(target, client);
    return client;
  }
}

// Of the options, those that a registration remembers.
function question(request: RegisterResourceRequest): Uint8Array {
  const options = new TransformResourceOptions()
    .setProvider(request.getProvider())
    .setDependsOnList(request.getDependenciesList())
    .setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  return new TransformRequest()
    .setType(request.getType())
    .setName(request.getName())
    .setParent(request.getParent())
    .setCustom(request.getCustom())
    .setProperties(request.getObject())
    .setOptions(options)
    .serializeBinary();
}
