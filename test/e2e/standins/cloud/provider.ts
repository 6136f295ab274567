/**
 * Stand-in for the providers of AWS, Google Cloud and Azure: `provider.ts SDK`. Takes every input as it is, adds the few
 * computed outputs that somebody reads, and keeps each resource as a file of a simulated cloud. It checks nothing that
 * a cloud would check; the way to the cluster that it gives leads to the embedded one.
 */
import { createHash } from "node:crypto";
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
  InvokeRequest,
  InvokeResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import emptyMessages from "google-protobuf/google/protobuf/empty_pb.js";
import { sdkVersion } from "../../../../tools/cluster/pulumi/parts.ts";
import { fromStruct, toStruct } from "../../../../tools/engine/protocol.ts";
import type { WireObject } from "../../../../tools/engine/values.ts";
import { answerDiff } from "../diff.ts";
import { differences, plainObject } from "../kubernetes/values.ts";
import { empty, pluginInfo, servePlugin, unary } from "../pluginServer.ts";
import { answerOf, idOf, outputsOf, type Place } from "./computed.ts";
import { embeddedCluster } from "./embeddedCluster.ts";
import { SimulatedCloud } from "./simulatedCloud.ts";

const service = providerService.ResourceProviderService;
const cloud = new SimulatedCloud(process.env["PALISADE_E2E_CLOUD"] ?? "");
const cluster = embeddedCluster(process.env["PALISADE_E2E_KUBECONFIG"] ?? "", process.env["PALISADE_E2E_TUNNEL"] === "true");
let place: Place = { account: "", region: "", cluster };

await servePlugin(service, {
  getPluginInfo: pluginInfo(sdkVersion(process.argv[2] ?? "")),
  handshake: empty(service, "handshake"),
  cancel: empty(service, "cancel"),
  checkConfig: unary(check),
  diffConfig: unary(diff),
  configure: unary(configure),
  check: unary(check),
  diff: unary(diff),
  create: unary(create),
  update: unary(update),
  read: unary(read),
  delete: unary(remove),
  invoke: unary(invoke),
});

function configure(request: ConfigureRequest): ConfigureResponse {
  const config = plainObject(fromStruct(request.getArgs()));
  const text = (key: string): string | undefined => (typeof config[key] === "string" ? config[key] : undefined);
  const account = text("allowedAccountIds")?.replace(/[^0-9]/g, "") ?? text("project") ?? text("subscriptionId") ?? "";
  place = { account, region: text("region") ?? text("location") ?? "", cluster };
  return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
}

function check(request: CheckRequest): CheckResponse {
  return new messages.CheckResponse().setInputs(request.getNews());
}

/** Nothing is ever replaced: which fields a cloud cannot change is known to its provider only. */
function diff(request: DiffRequest): DiffResponse {
  return answerDiff(differences(fromStruct(request.getOldInputs()), fromStruct(request.getNews())));
}

/** In a preview only what was declared is known. */
async function create(request: CreateRequest): Promise<CreateResponse> {
  const inputs = fromStruct(request.getProperties());
  if (request.getPreview()) return new messages.CreateResponse().setProperties(toStruct(inputs));
  const made = madeOf(request.getUrn(), inputs);
  const [id, outputs] = [idOf(made), outputsOf(made)];
  await cloud.create(request.getUrn(), { id, inputs, outputs });
  return new messages.CreateResponse().setId(id).setProperties(toStruct(outputs));
}

async function update(request: UpdateRequest): Promise<UpdateResponse> {
  const [inputs, id] = [fromStruct(request.getNews()), request.getId()];
  const outputs = outputsOf(madeOf(request.getUrn(), inputs));
  if (!request.getPreview()) await cloud.update(request.getUrn(), { id, inputs, outputs });
  return new messages.UpdateResponse().setProperties(toStruct(outputs));
}

async function read(request: ReadRequest): Promise<ReadResponse> {
  const found = await cloud.find(request.getUrn());
  if (found === undefined) return new messages.ReadResponse();
  return new messages.ReadResponse().setId(found.id).setInputs(toStruct(found.inputs)).setProperties(toStruct(found.outputs));
}

async function remove(request: DeleteRequest): Promise<InstanceType<typeof emptyMessages.Empty>> {
  await cloud.remove(request.getUrn());
  return new emptyMessages.Empty();
}

function invoke(request: InvokeRequest): InvokeResponse {
  return new messages.InvokeResponse().setReturn(toStruct(answerOf(request.getTok(), place)));
}

/** What tells two resources apart: their URN. */
function madeOf(urn: string, inputs: WireObject): Parameters<typeof idOf>[0] {
  const [, , types = "", name = ""] = urn.split("::");
  return {
    type: types.split("$").at(-1) ?? "",
    name,
    inputs: plainObject(inputs),
    echoed: inputs,
    digest: createHash("sha256").update(urn).digest("hex"),
    place,
  };
}
