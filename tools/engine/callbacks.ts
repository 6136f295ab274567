/** Calls functions inside the running program: its transforms. */
import { credentials } from "@grpc/grpc-js";
import callbackService from "@pulumi/pulumi/proto/callback_grpc_pb.js";
import callbackMessages from "@pulumi/pulumi/proto/callback_pb.js";

import type { CallbackReference } from "./declaration.ts";
import { LOCAL_CHANNEL, Refusal } from "./protocol.ts";

type CallbacksClient = InstanceType<typeof callbackService.CallbacksClient>;

export class Callbacks {
  readonly #clients = new Map<string, CallbacksClient>();

  /** Sends a serialised request and gives the serialised answer. */
  async invoke(callback: CallbackReference, request: Uint8Array): Promise<Uint8Array> {
    const message = new callbackMessages.CallbackInvokeRequest().setToken(callback.token).setRequest(request);
    return await new Promise((resolve, reject) => {
      this.#client(callback.target).invoke(message, (error, response) => {
        if (error === null) {
          resolve(response.getResponse_asU8());
        } else {
          reject(new Refusal(error.details));
        }
      });
    });
  }

  #client(target: string): CallbacksClient {
    const known = this.#clients.get(target);
    if (known !== undefined) {
      return known;
    }
    const client = new callbackService.CallbacksClient(target, credentials.createInsecure(), LOCAL_CHANNEL);
    this.#clients.set(target, client);
    return client;
  }

  close(): void {
    for (const client of this.#clients.values()) {
      client.close();
    }
    this.#clients.clear();
  }
}
