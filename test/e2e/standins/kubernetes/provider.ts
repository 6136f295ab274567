/**
 * Stand-in for pulumi-resource-kubernetes, where the real one cannot be had: typed objects, patches and custom resources
 * by server-side apply on a real API server. Charts, YAML components and invokes are not served: the platform uses none.
 */
import { Metadata, status } from "@grpc/grpc-js";
import providerService from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import type {
  CheckRequest,
  CheckResponse,
  ConfigureRequest,
  ConfigureResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import anyMessages from "google-protobuf/google/protobuf/any_pb.js";
import statusMessages from "@pulumi/pulumi/proto/status_pb.js";
import { ApiError, KubeApi } from "../../../../tools/cluster/kubeApi.ts";
import { sdkVersion } from "../../../../tools/cluster/pulumi/parts.ts";
import { fromStruct, toStruct } from "../../../../tools/engine/protocol.ts";
import { isObject, type Wire, type WireObject } from "../../../../tools/engine/values.ts";
import { answerDiff } from "../diff.ts";
import { empty, pluginInfo, servePlugin, unary } from "../pluginServer.ts";
import { withCredential } from "./credential.ts";
import { idOf, keyOf } from "./objects.ts";
import { NotReadyInTime, Resources, type Target } from "./resources.ts";
import { containsUnknown, declaredPart, differences, plainObject, secretContents, withSecretsOf } from "./values.ts";

const service = providerService.ResourceProviderService;
let resources: Resources | undefined;

await servePlugin(service, {
  getPluginInfo: pluginInfo(sdkVersion("kubernetes")),
  handshake: empty(service, "handshake"),
  cancel: empty(service, "cancel"),
  checkConfig: unary((request: CheckRequest) => new messages.CheckResponse().setInputs(request.getNews())),
  diffConfig: unary(diffConfig),
  configure: unary(configure),
  check: unary(check),
  diff: unary(diff),
  create: unary(create),
  update: unary(update),
  read: unary(read),
  delete: unary(remove),
});

async function configure(request: ConfigureRequest): Promise<ConfigureResponse> {
  const config = plainObject(fromStruct(request.getArgs()));
  const text = (key: string): string | undefined => (typeof config[key] === "string" ? config[key] : undefined);
  const access = await withCredential(text("kubeconfig") ?? process.env["KUBECONFIG"] ?? "", text("context"));
  resources = new Resources(new KubeApi(access), text("namespace") ?? "default");
  return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
}

function cluster(): Resources {
  if (resources === undefined) throw new Error("the provider is not configured");
  return resources;
}

/** Only another cluster replaces what is in it. */
function diffConfig(request: DiffRequest): DiffResponse {
  const changes = differences(plainObject(fromStruct(request.getOldInputs())), plainObject(fromStruct(request.getNews())));
  return answerDiff(
    changes,
    [...changes.keys()].filter((path) => path === "clusterIdentifier"),
  );
}

/** What the server would refuse is refused before anything is created, with the server's words. */
async function check(request: CheckRequest): Promise<CheckResponse> {
  const inputs = secretContents(fromStruct(request.getNews()));
  const response = new messages.CheckResponse().setInputs(toStruct(inputs));
  if (containsUnknown(inputs)) return response;
  try {
    await cluster().tryOut({ urn: request.getUrn(), object: plainObject(inputs) });
    return response;
  } catch (error) {
    // An immutable field is no mistake: the object will be replaced.
    if (!(error instanceof ApiError) || error.status >= 500 || isImmutable(error)) return response;
    return response.setFailuresList([new messages.CheckFailure().setReason(error.message)]);
  }
}

function isImmutable(error: ApiError): boolean {
  return (
    error.status === 422 &&
    /immutable|updates to \w+ spec for fields other than|may not change|cannot change/i.test(error.message)
  );
}

async function diff(request: DiffRequest): Promise<DiffResponse> {
  const before = plainObject(fromStruct(request.getOldInputs()));
  const object = plainObject(fromStruct(request.getNews()));
  const changes = differences(before, object);
  const identity = [...changes.keys()].filter((path) => IDENTITY.test(path));
  if (identity.length > 0) return answerDiff(changes, identity);
  const replaced = changes.size > 0 && !containsUnknown(object) && (await refusesUpdate({ urn: request.getUrn(), object }));
  // The name is fixed, so the old one must go first.
  return answerDiff(changes, replaced ? [...changes.keys()] : []).setDeletebeforereplace(replaced);
}

const IDENTITY = /^(apiVersion|kind|metadata\.(name|namespace))$/;

async function refusesUpdate(target: Target): Promise<boolean> {
  try {
    await cluster().tryOut(target);
    return false;
  } catch (error) {
    return error instanceof ApiError && isImmutable(error);
  }
}

async function create(request: CreateRequest): Promise<CreateResponse> {
  const inputs = fromStruct(request.getProperties());
  const outputs = await settle({ urn: request.getUrn(), inputs, preview: request.getPreview(), timeout: request.getTimeout() });
  const id = request.getPreview() && containsUnknown(inputs) ? "" : idOf(keyOf(plainObject(inputs)));
  return new messages.CreateResponse().setId(id).setProperties(toStruct(outputs));
}

async function update(request: UpdateRequest): Promise<UpdateResponse> {
  const inputs = fromStruct(request.getNews());
  const outputs = await settle({ urn: request.getUrn(), inputs, preview: request.getPreview(), timeout: request.getTimeout() });
  return new messages.UpdateResponse().setProperties(toStruct(outputs));
}

interface Settling {
  readonly urn: string;
  readonly inputs: WireObject;
  readonly preview: boolean;
  readonly timeout: number;
}

/** Applies and waits; in a preview asks the server what it would store. */
async function settle({ urn, inputs, preview, timeout }: Settling): Promise<WireObject> {
  const target = { urn, object: plainObject(inputs) };
  if (preview) {
    const would = containsUnknown(inputs) ? undefined : await cluster().tryOut(target);
    return would === undefined ? inputs : outputsOf(inputs, would);
  }
  const applied = await cluster().apply(target);
  if (isPatch(urn)) return outputsOf(inputs, applied);
  try {
    return outputsOf(inputs, await cluster().untilReady(keyOf(target.object), timeout));
  } catch (error) {
    if (error instanceof NotReadyInTime) throw initFailed(idOf(keyOf(target.object)), inputs, error);
    throw error;
  }
}

/** `kubernetes:core/v1:ServiceAccountPatch` sets fields of an object that somebody else owns. */
function isPatch(urn: string): boolean {
  return (urn.split("::")[2] ?? "").endsWith("Patch");
}

function outputsOf(inputs: WireObject, live: WireObject, before?: WireObject): WireObject {
  const part = declaredPart(plainObject(inputs), withTextSecrets(live), before);
  return secretContents(withSecretsOf(inputs, isObject(part) ? part : {}) as WireObject);
}

/** The server keeps only `data`; what was given as `stringData` is compared as text. */
function withTextSecrets(live: WireObject): WireObject {
  const data = live["data"];
  if (live["kind"] !== "Secret" || !isObject(data)) return live;
  const texts = Object.entries(data).map(([key, value]): readonly [string, Wire] => [
    key,
    Buffer.from(String(value), "base64").toString("utf8"),
  ]);
  return { ...live, stringData: Object.fromEntries(texts) };
}

/** Tells the engine that the object exists although it is not ready: the next update repairs it. */
function initFailed(id: string, inputs: WireObject, error: NotReadyInTime): Error {
  const details = new messages.ErrorResourceInitFailed()
    .setId(id)
    .setProperties(toStruct(outputsOf(inputs, error.live)))
    .setInputs(toStruct(inputs))
    .setReasonsList([error.message]);
  const any = new anyMessages.Any();
  any.pack(details.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const rpcStatus = new statusMessages.Status().setCode(status.UNKNOWN).setMessage(error.message).setDetailsList([any]);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(rpcStatus.serializeBinary()));
  return Object.assign(new Error(error.message), { code: status.UNKNOWN, details: error.message, metadata });
}

async function read(request: ReadRequest): Promise<ReadResponse> {
  const inputs = fromStruct(request.getInputs());
  const live = await cluster().find(keyOf(plainObject(inputs)));
  if (live === undefined) return new messages.ReadResponse();
  const before = plainObject(fromStruct(request.getProperties()));
  return new messages.ReadResponse()
    .setId(request.getId())
    .setProperties(toStruct(outputsOf(inputs, live)))
    .setInputs(toStruct(outputsOf(inputs, live, before)));
}

async function remove(request: DeleteRequest): Promise<InstanceType<typeof emptyMessages.Empty>> {
  const object = plainObject(fromStruct(request.getOldInputs() ?? request.getProperties()));
  if (isPatch(request.getUrn())) await cluster().relinquish({ urn: request.getUrn(), object });
  else await cluster().remove(keyOf(object), request.getTimeout());
  return new emptyMessages.Empty();
}
