import { Server, ServerCredentials, type sendUnaryData, type ServerUnaryCall } from '@grpc/grpc-js';
import { EngineService } from '@pulumi/pulumi/proto/engine_grpc_pb';
import {
  GetRootResourceResponse,
  LogSeverity,
  SetRootResourceResponse,
  type LogRequest,
  type SetRootResourceRequest,
} from '@pulumi/pulumi/proto/engine_pb';
import { ResourceMonitorService } from '@pulumi/pulumi/proto/resource_grpc_pb';
import {
  SupportsFeatureResponse,
  type RegisterResourceRequest,
  type RegisterResourceResponse,
  type SupportsFeatureRequest,
} from '@pulumi/pulumi/proto/resource_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { answer, read, type Registration } from './registration';
import { Transforms } from './transforms';

/** What an engine of today can, of what the program asks it for. */
const features = ['secrets', 'resourceReferences', 'outputValues', 'deletedWith', 'aliasSpecs', 'transforms'];

type Handler<Request, Response> = (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>) => void;

/**
 * Stands in for the engine of the Pulumi CLI: takes what a program registers, over the engine's own protocol, answers as a
 * deployment or a preview would, and remembers it. It creates nothing and compares with no state.
 */
export class EngineStandIn {
  readonly registrations: Registration[] = [];
  readonly logs: string[] = [];
  readonly #server = new Server();
  readonly #transforms = new Transforms();
  #root = '';

  constructor(readonly preview: boolean) {
    this.#server.addService(ResourceMonitorService, {
      supportsFeature: this.#supportsFeature,
      registerResource: this.#registerResource,
      registerResourceOutputs: acknowledge,
      signalAndWaitForShutdown: acknowledge,
    });
    this.#server.addService(EngineService, {
      log: this.#log,
      getRootResource: this.#getRootResource,
      setRootResource: this.#setRootResource,
    });
  }

  /** Starts to listen; returns the address. */
  listen(): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) resolve(`127.0.0.1:${port}`);
        else reject(error);
      });
    });
  }

  close(): void {
    this.#transforms.close();
    this.#server.forceShutdown();
  }

  readonly #supportsFeature: Handler<SupportsFeatureRequest, SupportsFeatureResponse> = ({ request }, reply) => {
    reply(null, new SupportsFeatureResponse().setHassupport(features.includes(request.getId())));
  };

  readonly #registerResource: Handler<RegisterResourceRequest, RegisterResourceResponse> = ({ request }, reply) => {
    this.#transforms.apply(request).then(
      () => {
        const registration = read(request);
        this.registrations.push(registration);
        reply(null, answer(registration, this.preview));
      },
      (error: unknown) => {
        reply(error as Error);
      },
    );
  };

  readonly #log: Handler<LogRequest, Empty> = ({ request }, reply) => {
    if (request.getSeverity() !== LogSeverity.DEBUG) this.logs.push(request.getMessage());
    reply(null, new Empty());
  };

  readonly #getRootResource: Handler<unknown, GetRootResourceResponse> = (_, reply) => {
    reply(null, new GetRootResourceResponse().setUrn(this.#root));
  };

  readonly #setRootResource: Handler<SetRootResourceRequest, SetRootResourceResponse> = ({ request }, reply) => {
    this.#root = request.getUrn();
    reply(null, new SetRootResourceResponse());
  };
}

function acknowledge(_: unknown, reply: sendUnaryData<Empty>): void {
  reply(null, new Empty());
}
