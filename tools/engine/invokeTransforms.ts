/** Transforms of provider function calls, in the order they were registered. */
import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";

import type { Callbacks } from "./callbacks.ts";
import type { CallbackReference } from "./declaration.ts";
import { fromStruct, toStruct } from "./protocol.ts";
import type { WireObject } from "./values.ts";

export interface InvokeCall {
  readonly token: string;
  readonly args: WireObject;
  readonly provider: string;
  readonly version: string;
  readonly pluginDownloadUrl: string;
}

export async function applyInvokeTransforms(
  call: InvokeCall,
  transforms: readonly CallbackReference[],
  callbacks: Callbacks,
): Promise<InvokeCall> {
  let current = call;
  for (const transform of transforms) {
    const options = new resourceMessages.TransformInvokeOptions()
      .setProvider(current.provider)
      .setVersion(current.version)
      .setPluginDownloadUrl(current.pluginDownloadUrl);
    const request = new resourceMessages.TransformInvokeRequest()
      .setToken(current.token)
      .setArgs(toStruct(current.args))
      .setOptions(options);
    const response = resourceMessages.TransformInvokeResponse.deserializeBinary(
      await callbacks.invoke(transform, request.serializeBinary()),
    );
    const changed = response.getOptions();
    current = {
      token: current.token,
      args: response.hasArgs() ? fromStruct(response.getArgs()) : current.args,
      provider: changed?.getProvider() ?? current.provider,
      version: changed?.getVersion() ?? current.version,
      pluginDownloadUrl: changed?.getPluginDownloadUrl() ?? current.pluginDownloadUrl,
    };
  }
  return current;
}
