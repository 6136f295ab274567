/** Pulumi's ResourceMonitor service: the only thing the program talks to. */
import { Server, ServerCredentials } from "@grpc/grpc-js";
import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import providerMessages from "@pulumi/pulumi/proto/provider_pb.js";
import type { CallResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import resourceService from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import type {
  DeploymentInfo,
  ReadResourceRequest,
  ReadResourceResponse,
  RegisterPackageResponse,
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
  ResourceCallRequest,
  ResourceInvokeRequest,
  ResourceInvokeResponse,
  SupportsFeatureRequest,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Callback } from "@pulumi/pulumi/proto/callback_pb.js";

import { NO_OPTIONS } from "./declaration.ts";
import { needsProvider } from "./defaultProviders.ts";
import type { Deployment } from "./deployment.ts";
import type { Invokes } from "./invokes.ts";
import { fromStruct, LOCAL_CHANNEL, Refusal, textOrUndefined, toStruct, unary } from "./protocol.ts";
import { decodeRegistration, decodeSource } from "./registration.ts";
import type { Registrar } from "./registrar.ts";
import { buildUrn, urnOfReference } from "./urn.ts";
import { containsUnknown } from "./values.ts";

/** Numbers of the protocol: secrets … error hooks, and invokes that name what they depend on. State migrations are accepted and not run. */
const FEATURES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 16] as const;

/** The names by which SDKs without `GetDeploymentInfo` ask. */
const FEATURE_NAMES = new Set([
  "secrets",
  "resourceReferences",
  "outputValues",
  "aliasSpecs",
  "deletedWith",
  "replaceWith",
  "transforms",
  "invokeTransforms",
  "parameterization",
  "resourceHooks",
  "errorHooks",
]);

const EMPTY = (resourceService.ResourceMonitorService as unknown as { getDeploymentInfo: { requestType: new () => object } })
  .getDeploymentInfo.requestType;

export interface MonitorParts {
  readonly deployment: Deployment;
  readonly registrar: Registrar;
  readonly invokes: Invokes;
}

export class Monitor {
  readonly #parts: MonitorParts;
  readonly #server = new Server(LOCAL_CHANNEL);

  constructor(parts: MonitorParts) {
    this.#parts = parts;
  }

  /** Starts serving on this machine only and gives the address. */
  async start(): Promise<string> {
    this.#server.addService(resourceService.ResourceMonitorService, this.#methods());
    return await new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error === null) {
          resolve(`127.0.0.1:${String(port)}`);
        } else {
          reject(error);
        }
      });
    });
  }

  stop(): void {
    this.#server.forceShutdown();
  }

  #methods(): UntypedServiceImplementation {
    const nothing = unary(() => new EMPTY());
    return {
      getDeploymentInfo: unary(() => this.#deploymentInfo()),
      supportsFeature: unary((request: SupportsFeatureRequest) =>
        new resourceMessages.SupportsFeatureResponse().setHassupport(FEATURE_NAMES.has(request.getId())),
      ),
      registerResource: unary((request: RegisterResourceRequest) => this.#registerResource(request)),
      registerResourceOutputs: unary((request: RegisterResourceOutputsRequest) => this.#registerOutputs(request)),
      readResource: unary((request: ReadResourceRequest) => this.#readResource(request)),
      invoke: unary((request: ResourceInvokeRequest) => this.#invoke(request)),
      call: unary((request: ResourceCallRequest) => this.#call(request)),
      existsResource: unary(() => new resourceMessages.ExistsResourceResponse().setUnknown(true)),
      registerPackage: unary((): RegisterPackageResponse => new resourceMessages.RegisterPackageResponse().setRef("offline")),
      registerStackTransform: unary((request: Callback) => {
        this.#parts.deployment.stackTransforms.push({ target: request.getTarget(), token: request.getToken() });
        return new EMPTY();
      }),
      registerStackInvokeTransform: unary((request: Callback) => {
        this.#parts.deployment.invokeTransforms.push({ target: request.getTarget(), token: request.getToken() });
        return new EMPTY();
      }),
      registerResourceHook: nothing,
      registerErrorHook: nothing,
      signalAndWaitForShutdown: nothing,
    };
  }

  #deploymentInfo(): DeploymentInfo {
    const { scope } = this.#parts.deployment;
    return new resourceMessages.DeploymentInfo()
      .setProject(scope.project)
      .setStack(scope.stack)
      .setDryrun(true)
      .setSupportedfeaturesList([...FEATURES]);
  }

  async #registerResource(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
    const { urn, id, outputs } = await this.#parts.registrar.register(decodeRegistration(request, this.#parts.deployment.root));
    return new resourceMessages.RegisterResourceResponse().setUrn(urn).setId(id).setObject(toStruct(outputs));
  }

  #registerOutputs(request: RegisterResourceOutputsRequest): object {
    const resource = this.#parts.deployment.resources.get(request.getUrn());
    if (resource === undefined) {
      throw new Refusal(`outputs registered for a resource that is not there: ${request.getUrn()}`);
    }
    resource.outputs = fromStruct(request.getOutputs());
    return new EMPTY();
  }

  #readResource(request: ReadResourceRequest): ReadResourceResponse {
    const { deployment, invokes } = this.#parts;
    const declaration = {
      type: request.getType(),
      name: request.getName(),
      custom: true,
      remote: false,
      parent: textOrUndefined(request.getParent()),
      inputs: fromStruct(request.getProperties()),
      propertyDependencies: {},
      options: {
        ...NO_OPTIONS,
        dependsOn: request.getDependenciesList(),
        additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      },
      transforms: [],
      source: decodeSource(request, deployment.root),
    };
    const urn = buildUrn(deployment.scope, declaration);
    deployment.reserve(urn, declaration.source);
    const outputs = invokes.read(declaration.type, request.getId(), declaration.inputs);
    const provider = textOrUndefined(request.getProvider());
    deployment.add({ urn, declaration, read: true, provider: provider && urnOfReference(provider), aliases: [], outputs }, []);
    return new resourceMessages.ReadResourceResponse().setUrn(urn).setProperties(toStruct(outputs));
  }

  async #invoke(request: ResourceInvokeRequest): Promise<ResourceInvokeResponse> {
    const token = request.getTok();
    const args = fromStruct(request.getArgs());
    const response = new resourceMessages.ResourceInvokeResponse();
    if (token === "pulumi:pulumi:getResource") {
      return response.setReturn(toStruct(this.#resourceState(String(args["urn"]))));
    }
    if (request.getProvider() === "" && needsProvider(token)) {
      await this.#parts.registrar.defaultProviderFor(token, request.getVersion());
    }
    const answer = await this.#parts.invokes.invoke({
      token,
      args,
      provider: request.getProvider(),
      version: request.getVersion(),
      pluginDownloadUrl: request.getPlugindownloadurl(),
    });
    return answer === undefined || containsUnknown(answer) ? response.setUnknown(true) : response.setReturn(toStruct(answer));
  }

  /** A resource that the program refers to, as a reference needs it. */
  #resourceState(urn: string): { urn: string; id: string; state: ReturnType<typeof fromStruct> } {
    const resource = this.#parts.deployment.resources.get(urn);
    if (resource === undefined) {
      throw new Refusal(`unknown resource ${urn}`);
    }
    return { urn, id: "", state: resource.declaration.custom ? resource.declaration.inputs : (resource.outputs ?? {}) };
  }

  #call(request: ResourceCallRequest): CallResponse {
    const result = this.#parts.invokes.callMethod(request.getTok(), fromStruct(request.getArgs()));
    return new providerMessages.CallResponse().setReturn(toStruct(result));
  }
}
