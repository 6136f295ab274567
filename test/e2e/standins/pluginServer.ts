/** What every Pulumi plug-in does first: listen on this machine and print the port. */
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { handleUnaryCall, ServiceDefinition, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import pluginMessages from "@pulumi/pulumi/proto/plugin_pb.js";
import { LOCAL_CHANNEL } from "../../../tools/engine/protocol.ts";

/** The first line of standard output is the port; the CLI shows whatever is printed after it to the user. */
export async function servePlugin(service: unknown, methods: UntypedServiceImplementation): Promise<void> {
  const server = new Server(LOCAL_CHANNEL);
  server.addService(service as ServiceDefinition, methods);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  process.stdout.write(`${port}\n`);
  endWithParent();
}

/** A CLI that was killed outright leaves its plug-ins running, unless they notice that their parent is gone. */
function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
}

/** An async function as a gRPC method; an error keeps the code and the details it carries. */
export function unary<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve(call.request)
      .then(answer)
      .then(
        (response) => callback(null, response),
        (error: Partial<ServiceError>) =>
          callback({ code: status.UNKNOWN, details: String(error.message), ...carried(error) }, null),
      );
  };
}

function carried({ code, details, metadata }: Partial<ServiceError>): Partial<ServiceError> {
  return typeof code === "number" && details !== undefined
    ? { code, details, ...(metadata === undefined ? {} : { metadata }) }
    : {};
}

/** Answers a call with an empty message of its own response type. */
export function empty(service: unknown, method: string): UntypedServiceImplementation[string] {
  const Response = (service as Record<string, { responseType: new () => object }>)[method]?.responseType;
  if (Response === undefined) throw new Error(`no method ${method}`);
  return unary(() => new Response());
}

/** The CLI compares a provider's version with that of the SDK and warns when it is older. */
export function pluginInfo(version: string): UntypedServiceImplementation[string] {
  return unary(() => new pluginMessages.PluginInfo().setVersion(version));
}
