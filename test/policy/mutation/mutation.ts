import { isList, isRecord } from "../../../policy/lib/plain.ts";
import { isKind } from "../../../policy/lib/kinds.ts";
import { podTemplatePath } from "../../../policy/lib/podSpecs.ts";
import type { Plain, PolicyResource } from "../../../policy/lib/verdict.ts";

/** The folder of the rules that must notice. */
export type Group = "workload" | "network" | "identity" | "secrets" | "admission" | "cloud" | "audit" | "governance";

/** A way to break one hardening field. */
export interface Mutation {
  /** `container.securityContext.privileged = true`: the field and what becomes of it. */
  readonly name: string;
  readonly groups: readonly Group[];
  /** Broken copies of a resource; undefined stands for its removal. None where the field is not there or already so. */
  readonly breaks: (resource: PolicyResource) => readonly (PolicyResource | undefined)[];
}

/** A resource in which, or a world in which, one thing is broken. */
export interface Mutant {
  readonly mutation: Mutation;
  readonly original: PolicyResource;
  readonly broken: PolicyResource | undefined;
}

/** What a field becomes; `remove` only applies where it is. A function gives the new value, or the old one for no mutant. */
export type Bad = Plain | ((value: Plain) => Plain);

export const REMOVED = "\u0000removed";

/** Which resources a row is about: Kubernetes kinds (`apps/Deployment`), Pulumi types (with two colons), `pods`. */
export interface About {
  readonly kinds: readonly string[];
  readonly groups: readonly Group[];
  /** Only resources of this name. */
  readonly named?: RegExp;
}

/**
 * Mutations of the fields at a path, one for each bad value. `[*]` stands for every element of a list; `pod` and `container`
 * for every pod spec and every container, `main` for containers that are no init containers.
 */
export function breaking(about: About, path: string, ...bad: readonly Bad[]): readonly Mutation[] {
  return bad.map((value) => {
    const shown = typeof value === "function" ? value.name : value === REMOVED ? "removed" : JSON.stringify(value);
    return {
      name: `${titleOf(about, path)} = ${shown}`,
      groups: about.groups,
      breaks: (resource) => (isAbout(resource, about) ? broken(resource, path, value) : []),
    };
  });
}

/** Mutations that remove whole resources. */
export function removing(about: About): Mutation {
  return {
    name: `${about.kinds.join("|")}${about.named === undefined ? "" : ` ${about.named.source}`} removed`,
    groups: about.groups,
    breaks: (resource) => (isAbout(resource, about) ? [undefined] : []),
  };
}

/** Mutations of the Pulumi options of a resource. */
export function reoptioned(
  about: About,
  name: string,
  options: (before: PolicyResource["options"]) => PolicyResource["options"],
): Mutation {
  return {
    name: `${about.kinds.join("|")}: ${name}`,
    groups: about.groups,
    breaks: (resource) => {
      const changed = options(resource.options);
      return isAbout(resource, about) && !isSame(changed, resource.options) ? [{ ...resource, options: changed }] : [];
    },
  };
}

function titleOf({ kinds, named }: About, path: string): string {
  const where =
    kinds[0] === "pods" ? "" : `${kinds.map((kind) => (kind.includes(":") ? kind : kind.replace(/^.*\//, ""))).join("|")}: `;
  return `${where}${named === undefined ? "" : `${named.source} `}${path}`;
}

function isAbout(resource: PolicyResource, { kinds, named }: About): boolean {
  if (named !== undefined && !named.test(resource.name)) return false;
  return kinds.some((kind) =>
    kind === "pods"
      ? podTemplatePath(resource.kubernetes) !== undefined
      : kind.includes(":")
        ? resource.type === kind
        : isKind(resource, kind),
  );
}

function broken(resource: PolicyResource, path: string, bad: Bad): readonly PolicyResource[] {
  return placesOf(resource, path).flatMap((steps) => {
    const before = valueAt(resource.props, steps);
    const after = typeof bad === "function" ? bad(before) : bad;
    if ((after === REMOVED && before === undefined) || isSame(before, after)) return [];
    return [rebuilt(resource, withValue(resource.props, steps, after) as PolicyResource["props"])];
  });
}

/** What the API server reads of an object is in its fields: a changed namespace or kind is a changed identity. */
function rebuilt(resource: PolicyResource, props: PolicyResource["props"]): PolicyResource {
  const { kubernetes } = resource;
  if (kubernetes === undefined) return { ...resource, props };
  const metadata = props["metadata"];
  const namespace = isRecord(metadata) && typeof metadata["namespace"] === "string" ? metadata["namespace"] : undefined;
  return { ...resource, props, kubernetes: { ...kubernetes, namespace } };
}

type Steps = readonly (string | number)[];

const CONTAINERS: Readonly<Record<string, readonly string[]>> = {
  container: ["containers[*]", "initContainers[*]"],
  main: ["containers[*]"],
};

function placesOf(resource: PolicyResource, path: string): readonly Steps[] {
  const [first = ""] = path.split(/[.[]/, 1);
  const template = podTemplatePath(resource.kubernetes) ?? [];
  const pod = [...template, "spec"].join(".");
  const starts =
    first === "pod" ? [pod] : first === "template" ? [template.join(".")] : CONTAINERS[first]?.map((list) => `${pod}.${list}`);
  const paths = starts === undefined ? [path] : starts.map((start) => start + path.slice(first.length));
  return paths.flatMap((full) => expand(resource.props, stepsOf(full), []));
}

function stepsOf(path: string): Steps {
  return [...path.matchAll(/\["([^"]*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)].map(([, quoted, index, plain]) => {
    if (index !== undefined) return index === "*" ? "[*]" : Number(index);
    return quoted ?? plain ?? "";
  });
}

function expand(value: Plain, steps: Steps, done: Steps): readonly Steps[] {
  const [step, ...rest] = steps;
  if (step === undefined) return [done];
  if (step !== "[*]") return expand(valueAt(value, [step]), rest, [...done, step]);
  if (!isList(value)) return [];
  return value.flatMap((element, index) => expand(element, rest, [...done, index]));
}

function valueAt(value: Plain, steps: Steps): Plain {
  return steps.reduce<Plain>((current, step) => {
    if (isList(current)) return current[Number(step)];
    return isRecord(current) ? current[step] : undefined;
  }, value);
}

/** A copy with the value at a place; nothing else is copied, and what is unknown stays so. */
function withValue(value: Plain, [step, ...rest]: Steps, after: Plain): Plain {
  if (step === undefined) return after;
  if (isList(value)) {
    const index = Number(step);
    if (rest.length === 0 && after === REMOVED) return value.filter((_, at) => at !== index);
    const copy = [...value];
    copy[index] = withValue(copy[index], rest, after);
    return copy;
  }
  const copy: Record<string, Plain> = isRecord(value) ? { ...value } : {};
  if (rest.length === 0 && after === REMOVED) Reflect.deleteProperty(copy, step);
  else copy[step] = withValue(copy[step], rest, after);
  return copy;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
