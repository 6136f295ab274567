/** Resource options between their plain form and Pulumi's messages, in both directions, as transforms need them. */
import aliasMessages from "@pulumi/pulumi/proto/alias_pb.js";
import type { Alias } from "@pulumi/pulumi/proto/alias_pb.js";
import resourceMessages from "@pulumi/pulumi/proto/resource_pb.js";
import type { RegisterResourceRequest, TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";

import type { DeclaredOptions } from "./declaration.ts";
import { textOrUndefined } from "./protocol.ts";
import type { AliasSpec } from "./urn.ts";

type HooksBinding = RegisterResourceRequest.ResourceHooksBinding;

const HOOK_KINDS = [
  "beforeCreate",
  "afterCreate",
  "beforeUpdate",
  "afterUpdate",
  "beforeDelete",
  "afterDelete",
  "onError",
] as const;
type HookKind = (typeof HOOK_KINDS)[number];

function hookNames(binding: HooksBinding, kind: HookKind): readonly string[] {
  const lists: Record<HookKind, readonly string[]> = {
    beforeCreate: binding.getBeforeCreateList(),
    afterCreate: binding.getAfterCreateList(),
    beforeUpdate: binding.getBeforeUpdateList(),
    afterUpdate: binding.getAfterUpdateList(),
    beforeDelete: binding.getBeforeDeleteList(),
    afterDelete: binding.getAfterDeleteList(),
    onError: binding.getOnErrorList(),
  };
  return lists[kind];
}

export function decodeHooks(binding: HooksBinding | undefined): readonly string[] {
  if (binding === undefined) {
    return [];
  }
  return HOOK_KINDS.flatMap((kind) => hookNames(binding, kind).map((name) => `${kind}:${name}`));
}

function encodeHooks(hooks: readonly string[]): HooksBinding {
  const named = (kind: HookKind): string[] =>
    hooks.filter((hook) => hook.startsWith(`${kind}:`)).map((hook) => hook.slice(kind.length + 1));
  return new resourceMessages.RegisterResourceRequest.ResourceHooksBinding()
    .setBeforeCreateList(named("beforeCreate"))
    .setAfterCreateList(named("afterCreate"))
    .setBeforeUpdateList(named("beforeUpdate"))
    .setAfterUpdateList(named("afterUpdate"))
    .setBeforeDeleteList(named("beforeDelete"))
    .setAfterDeleteList(named("afterDelete"))
    .setOnErrorList(named("onError"));
}

export function decodeAlias(alias: Alias): AliasSpec {
  const spec = alias.getSpec();
  if (spec === undefined) {
    return { urn: alias.getUrn() };
  }
  return {
    name: textOrUndefined(spec.getName()),
    type: textOrUndefined(spec.getType()),
    stack: textOrUndefined(spec.getStack()),
    project: textOrUndefined(spec.getProject()),
    parent: textOrUndefined(spec.getParenturn()),
    noParent: spec.getNoparent(),
  };
}

function encodeAlias(alias: AliasSpec): Alias {
  const message = new aliasMessages.Alias();
  if (alias.urn !== undefined) {
    return message.setUrn(alias.urn);
  }
  const spec = new aliasMessages.Alias.Spec()
    .setName(alias.name ?? "")
    .setType(alias.type ?? "")
    .setStack(alias.stack ?? "")
    .setProject(alias.project ?? "");
  if (alias.noParent === true) {
    spec.setNoparent(true);
  } else {
    spec.setParenturn(alias.parent ?? "");
  }
  return message.setSpec(spec);
}

export function decodeTransformOptions(message: TransformResourceOptions, before: DeclaredOptions): DeclaredOptions {
  const timeouts = message.getCustomTimeouts();
  return {
    dependsOn: message.getDependsOnList(),
    protect: message.hasProtect() ? message.getProtect() : undefined,
    retainOnDelete: message.hasRetainOnDelete() ? message.getRetainOnDelete() : undefined,
    deleteBeforeReplace: message.hasDeleteBeforeReplace() ? message.getDeleteBeforeReplace() : undefined,
    ignoreChanges: message.getIgnoreChangesList(),
    replaceOnChanges: message.getReplaceOnChangesList(),
    additionalSecretOutputs: message.getAdditionalSecretOutputsList(),
    aliases: message.getAliasesList().map(decodeAlias),
    version: message.getVersion(),
    pluginDownloadUrl: message.getPluginDownloadUrl(),
    provider: message.getProvider(),
    providers: Object.fromEntries(message.getProvidersMap().entries()),
    deletedWith: message.getDeletedWith(),
    replaceWith: message.getReplaceWithList(),
    importId: before.importId === "" ? "" : message.getImport(),
    hooks: decodeHooks(message.getHooks()),
    customTimeouts: timeouts && { create: timeouts.getCreate(), update: timeouts.getUpdate(), delete: timeouts.getDelete() },
  };
}

export function encodeTransformOptions(options: DeclaredOptions): TransformResourceOptions {
  const message = new resourceMessages.TransformResourceOptions()
    .setDependsOnList([...options.dependsOn])
    .setIgnoreChangesList([...options.ignoreChanges])
    .setReplaceOnChangesList([...options.replaceOnChanges])
    .setAdditionalSecretOutputsList([...options.additionalSecretOutputs])
    .setAliasesList(options.aliases.map(encodeAlias))
    .setVersion(options.version)
    .setPluginDownloadUrl(options.pluginDownloadUrl)
    .setProvider(options.provider)
    .setDeletedWith(options.deletedWith)
    .setReplaceWithList([...options.replaceWith])
    .setImport(options.importId)
    .setHooks(encodeHooks(options.hooks));
  encodeFlags(message, options);
  for (const [name, reference] of Object.entries(options.providers)) {
    message.getProvidersMap().set(name, reference);
  }
  return message;
}

/** Flags that are not set must stay not set: the program tells the two apart. */
function encodeFlags(message: TransformResourceOptions, options: DeclaredOptions): void {
  if (options.protect !== undefined) {
    message.setProtect(options.protect);
  }
  if (options.retainOnDelete !== undefined) {
    message.setRetainOnDelete(options.retainOnDelete);
  }
  if (options.deleteBeforeReplace !== undefined) {
    message.setDeleteBeforeReplace(options.deleteBeforeReplace);
  }
  if (options.customTimeouts !== undefined) {
    const { create, update, delete: remove } = options.customTimeouts;
    const timeouts = new resourceMessages.RegisterResourceRequest.CustomTimeouts()
      .setCreate(create)
      .setUpdate(update)
      .setDelete(remove);
    message.setCustomTimeouts(timeouts);
  }
}
