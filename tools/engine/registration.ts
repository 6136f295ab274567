/** Reads a registration request into plain data. */
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";
import type { StackTrace } from "@pulumi/pulumi/proto/source_pb.js";

import type { Declaration, DeclaredOptions } from "./declaration.ts";
import { decodeAlias, decodeHooks } from "./options.ts";
import { fromStruct, textOrUndefined } from "./protocol.ts";
import { creationSite } from "./source.ts";

export function decodeRegistration(request: RegisterResourceRequest, root: string): Declaration {
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    remote: request.getRemote(),
    parent: textOrUndefined(request.getParent()),
    inputs: fromStruct(request.getObject()),
    propertyDependencies: decodePropertyDependencies(request),
    options: decodeOptions(request),
    transforms: request.getTransformsList().map((callback) => ({ target: callback.getTarget(), token: callback.getToken() })),
    source: decodeSource(request, root),
  };
}

function decodePropertyDependencies(request: RegisterResourceRequest): Record<string, readonly string[]> {
  const entries = [...request.getPropertydependenciesMap().entries()];
  return Object.fromEntries(entries.map(([key, value]) => [key, value.getUrnsList()]));
}

function decodeOptions(request: RegisterResourceRequest): DeclaredOptions {
  return {
    dependsOn: request.getDependenciesList(),
    protect: request.hasProtect() ? request.getProtect() : undefined,
    retainOnDelete: request.hasRetainondelete() ? request.getRetainondelete() : undefined,
    deleteBeforeReplace: request.getDeletebeforereplacedefined() ? request.getDeletebeforereplace() : undefined,
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: [...request.getAliasurnsList().map((urn) => ({ urn })), ...request.getAliasesList().map(decodeAlias)],
    version: request.getVersion(),
    pluginDownloadUrl: request.getPlugindownloadurl(),
    provider: request.getProvider(),
    providers: Object.fromEntries(request.getProvidersMap().entries()),
    deletedWith: request.getDeletedwith(),
    replaceWith: request.getReplaceWithList(),
    importId: request.getImportid(),
    hooks: decodeHooks(request.getHooks()),
    customTimeouts: decodeTimeouts(request),
  };
}

function decodeTimeouts(request: RegisterResourceRequest): DeclaredOptions["customTimeouts"] {
  const timeouts = request.getCustomtimeouts();
  return timeouts && { create: timeouts.getCreate(), update: timeouts.getUpdate(), delete: timeouts.getDelete() };
}

/** Of a registration or a read. */
export function decodeSource(request: { getStacktrace(): StackTrace | undefined }, root: string): string | undefined {
  const positions =
    request
      .getStacktrace()
      ?.getFramesList()
      .map((frame) => frame.getPc()) ?? [];
  const frames = positions.filter((position) => position !== undefined);
  return creationSite(
    frames.map((position) => ({ uri: position.getUri(), line: position.getLine() })),
    root,
  );
}
