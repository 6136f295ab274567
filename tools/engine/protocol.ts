/** Pulumi's own protocol messages, from the `@pulumi/pulumi` that the engine depends on. */
import { createRequire } from "node:module";

import { status } from "@grpc/grpc-js";
import type { handleUnaryCall, ServiceError } from "@grpc/grpc-js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

import type { WireObject } from "./values.ts";

const requirePulumi = createRequire(createRequire(import.meta.url).resolve("@pulumi/pulumi/package.json"));

/** Messages check `instanceof`, so the classes must be those of the google-protobuf that Pulumi itself loads. */
const structModule = requirePulumi("google-protobuf/google/protobuf/struct_pb.js") as { Struct: typeof Struct };

export function toStruct(value: WireObject): Struct {
  return structModule.Struct.fromJavaScript(value as Parameters<typeof Struct.fromJavaScript>[0]);
}

export function fromStruct(struct: Struct | undefined): WireObject {
  return (struct?.toJavaScript() ?? {}) as WireObject;
}

/** Protocol buffers have no absent text: the empty text stands for it. */
export function textOrUndefined(text: string): string | undefined {
  return text === "" ? undefined : text;
}

/** Everything is on this machine: a proxy of the environment must not come between, and objects may be large. */
export const LOCAL_CHANNEL = {
  "grpc.enable_http_proxy": 0,
  "grpc.max_receive_message_length": 400 * 1024 * 1024,
  "grpc.max_send_message_length": 400 * 1024 * 1024,
};

/** An error that the SDK shows as the reason a request was refused. */
export class Refusal extends Error {
  readonly code = status.INVALID_ARGUMENT;
  get details(): string {
    return this.message;
  }
}

/** An async function as a gRPC method. */
export function unary<Request, Response>(
  answer: (request: Request) => Promise<Response> | Response,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(asServiceError(error), null),
      );
  };
}

function asServiceError(error: unknown): Partial<ServiceError> {
  if (error instanceof Refusal) {
    return { code: error.code, details: error.message };
  }
  return { code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) };
}
