/** How Pulumi names a resource: `urn:pulumi:<stack>::<project>::<type of every ancestor>$<type>::<name>`. Pure. */

export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_PREFIX = "pulumi:providers:";

export interface UrnScope {
  readonly stack: string;
  readonly project: string;
}

/** The parts of a URN; `typeChain` ends with the resource's own type. */
export interface UrnParts extends UrnScope {
  readonly typeChain: readonly string[];
  readonly type: string;
  readonly name: string;
}

/** Undefined when the text is not a URN. A name may itself contain `::`. */
export function parseUrn(urn: string): UrnParts | undefined {
  const match = /^urn:pulumi:([^:]*)::([^:]*)::(.*?)::(.*)$/su.exec(urn);
  if (match === null) {
    return undefined;
  }
  const [, stack = "", project = "", qualified = "", name = ""] = match;
  const typeChain = qualified.split("$");
  return { stack, project, typeChain, type: typeChain.at(-1) ?? "", name };
}

/** The root Stack is everybody's ancestor and therefore no part of the type chain. */
export function buildUrn(scope: UrnScope, resource: { type: string; name: string; parent?: string | undefined }): string {
  const parent = resource.parent === undefined ? undefined : parseUrn(resource.parent);
  const ancestors = parent === undefined || parent.type === STACK_TYPE ? [] : parent.typeChain;
  return `urn:pulumi:${scope.stack}::${scope.project}::${[...ancestors, resource.type].join("$")}::${resource.name}`;
}

export function stackUrn(scope: UrnScope): string {
  return buildUrn(scope, { type: STACK_TYPE, name: `${scope.project}-${scope.stack}` });
}

/** `kubernetes` of `kubernetes:apps/v1:Deployment`. */
export function packageOf(type: string): string {
  return type.split(":")[0] ?? "";
}

export function isProviderType(type: string): boolean {
  return type.startsWith(PROVIDER_PREFIX);
}

export function providerType(packageName: string): string {
  return PROVIDER_PREFIX + packageName;
}

/** A provider reference is `<urn>::<id>`. */
export function urnOfReference(reference: string): string {
  return reference.slice(0, reference.lastIndexOf("::"));
}

/** An alias as the SDK sends it. Fields left out mean "the same as now". */
export interface AliasSpec {
  readonly urn?: string | undefined;
  readonly name?: string | undefined;
  readonly type?: string | undefined;
  readonly stack?: string | undefined;
  readonly project?: string | undefined;
  readonly parent?: string | undefined;
  readonly noParent?: boolean | undefined;
}

/** The URN an alias stands for. */
export function aliasUrn(
  alias: AliasSpec,
  current: { type: string; name: string; parent?: string | undefined } & UrnScope,
): string {
  if (alias.urn !== undefined) {
    return alias.urn;
  }
  const scope = { stack: alias.stack ?? current.stack, project: alias.project ?? current.project };
  const parent = alias.noParent === true ? undefined : (alias.parent ?? current.parent);
  return buildUrn(scope, { type: alias.type ?? current.type, name: alias.name ?? current.name, parent });
}

/** Code-unit order: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
