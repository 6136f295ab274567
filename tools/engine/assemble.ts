/**
 * Turns a finished deployment into the record. Registration order is a race, so everything is sorted: resources as a
 * tree, depth first, siblings by URN; lists by their text.
 */
import type { Deployment, Registered } from "./deployment.ts";
import { findLeaks } from "./leaks.ts";
import type { PackDiagnostic, PreviewRecord, Recorded, RecordedInvoke, RecordedResource } from "./record.ts";
import { redactor, redactValue, secretTextsOf } from "./redact.ts";
import type { Redact } from "./redact.ts";
import { secretKeysOf } from "./secretKeys.ts";
import { compareText, stackUrn } from "./urn.ts";
import { recordedProperties } from "./values.ts";
import type { AssetDigest, WireObject } from "./values.ts";

export interface AssembleOptions {
  readonly digest: AssetDigest;
  readonly secretTexts: ReadonlyMap<string, string>;
}

/** Depth first; a resource whose parent was not registered counts as a root. */
export function inTreeOrder(resources: ReadonlyMap<string, Registered>): readonly Registered[] {
  const children = new Map<string | undefined, Registered[]>();
  for (const resource of resources.values()) {
    const parent = resource.declaration.parent;
    const key = parent !== undefined && resources.has(parent) ? parent : undefined;
    const siblings = children.get(key) ?? [];
    siblings.push(resource);
    children.set(key, siblings);
  }
  const visit = (key: string | undefined): Registered[] =>
    (children.get(key) ?? []).sort((a, b) => compareText(a.urn, b.urn)).flatMap((resource) => [resource, ...visit(resource.urn)]);
  return visit(undefined);
}

function sorted(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort();
}

/** What a program gave loses secrets that are marked, and, of those configured, also the ones that are not: in names and URNs too. */
function bareRedactor({ secretTexts }: AssembleOptions): <Value>(recorded: Value) => Value {
  const redact = redactor(secretTexts.keys());
  return <Value>(recorded: Value) => (secretTexts.size === 0 ? recorded : (redactValue(recorded as Recorded, redact) as Value));
}

function recordResource(resource: Registered, record: (values: WireObject) => Record<string, Recorded>): RecordedResource {
  const { declaration } = resource;
  const given = declaration.options;
  const dependencies = Object.entries(declaration.propertyDependencies).filter(([, urns]) => urns.length > 0);
  return {
    urn: resource.urn,
    type: declaration.type,
    name: declaration.name,
    custom: declaration.custom,
    read: resource.read,
    parent: declaration.parent,
    inputs: record(declaration.inputs),
    secretKeys: secretKeysOf(declaration),
    outputs: resource.outputs && record(resource.outputs),
    dependsOn: sorted(given.dependsOn),
    propertyDependencies: Object.fromEntries(
      dependencies.sort(([a], [b]) => compareText(a, b)).map(([key, urns]) => [key, sorted(urns)]),
    ),
    provider: resource.provider,
    protect: given.protect ?? false,
    retainOnDelete: given.retainOnDelete ?? false,
    deleteBeforeReplace: given.deleteBeforeReplace ?? false,
    aliases: sorted(resource.aliases),
    ignoreChanges: sorted(given.ignoreChanges),
    additionalSecretOutputs: sorted(given.additionalSecretOutputs),
    deletedWith: given.deletedWith === "" ? undefined : given.deletedWith,
    hooks: sorted(given.hooks),
    source: declaration.source,
  };
}

function byText<Item>(items: readonly Item[], text: (item: Item) => readonly (string | undefined)[]): Item[] {
  const keyed = items.map((item) => ({
    item,
    key: text(item)
      .map((part) => part ?? "")
      .join("\0"),
  }));
  return keyed.sort((a, b) => compareText(a.key, b.key)).map(({ item }) => item);
}

function sortDiagnostics(diagnostics: readonly PackDiagnostic[]): PackDiagnostic[] {
  return byText(diagnostics, ({ urn, pack, policy, level, message }) => [urn, pack, policy, level, message]);
}

/** The same call made twice is listed once. */
function sortInvokes(invokes: Deployment["invokes"], redact: Redact): RecordedInvoke[] {
  // The SDK unwraps secrets before it calls: only their texts tell.
  const distinct = new Map(invokes.map(({ key, ...invoke }) => [key, { ...invoke, args: redactValue(invoke.args, redact) }]));
  return [...distinct].sort(([a], [b]) => compareText(a, b)).map(([, invoke]) => invoke);
}

export function assembleRecord(deployment: Deployment, options: AssembleOptions): PreviewRecord {
  const resources = inTreeOrder(deployment.resources);
  const record = (values: WireObject): Record<string, Recorded> => recordedProperties(values, options.digest);
  const withoutBare = bareRedactor(options);
  const redact = redactor([...options.secretTexts.keys(), ...secretTextsOf(resources)]);
  const clean = <Item extends { message: string }>(item: Item): Item => ({ ...item, message: redact(item.message) });
  const outputs = deployment.resources.get(stackUrn(deployment.scope))?.outputs ?? {};
  return {
    project: deployment.scope.project,
    stack: deployment.scope.stack,
    resources: withoutBare(resources.map((resource) => recordResource(resource, record))),
    stackOutputs: withoutBare(record(outputs)),
    invokes: sortInvokes(deployment.invokes, redact),
    opaque: withoutBare(byText(deployment.opaque, ({ urn, reason }) => [urn, reason])),
    logs: deployment.logs.map(clean),
    diagnostics: withoutBare(sortDiagnostics(deployment.diagnostics.map(clean))),
    remediations: withoutBare(byText(deployment.remediations, ({ urn, policy, changed }) => [urn, policy, ...changed])),
    leaks: withoutBare(findLeaks(resources, options.secretTexts)),
  };
}
