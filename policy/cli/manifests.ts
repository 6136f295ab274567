import { Composer, isNode, LineCounter, parseDocument, Parser } from "yaml";
import type { Document, DocumentOptions, ParseOptions, SchemaOptions } from "yaml";
import { flattenList, identifyObject } from "../lib/kubernetesObject.ts";
import { isRecord, type PlainRecord } from "../lib/plain.ts";
import { InputError, type Problem } from "../lib/problem.ts";
import type { Plain, PolicyResource } from "../lib/verdict.ts";
import { readSources, type Source } from "./sources.ts";
import { aliasFault, MOST_ALIASES, syntaxFault } from "./yamlFault.ts";

/** The objects of one source, or what is wrong with it. */
export interface Manifest {
  readonly name: string;
  readonly resources: readonly PolicyResource[];
  readonly problems: readonly Problem[];
  /** Line of a field of an object: `lineOf(resource.id, "spec.replicas")`; that of the nearest field around it when it is absent. */
  readonly lineOf: (id: string, path: string | undefined) => number | undefined;
}

/** Tags of YAML 1.1 that Kubernetes does not read, or that would make something else than plain data. */
const FOREIGN_TAGS = /:(timestamp|binary|omap|pairs|set)$/;

/** Of YAML itself, and not read here: kubectl decodes `!!binary`, also where it names a field. Tags of programs are none to it either. */
const STANDARD_TAG = /^Unresolved tag: tag:yaml\.org,2002:/;

/**
 * Kubernetes reads YAML 1.1: `privileged: yes` is true and `0644` is octal. It knows neither the dates nor the base-60 numbers of
 * YAML 1.1, so those tags go.
 */
const OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  customTags: (tags) =>
    tags.filter((tag) => typeof tag === "string" || !(FOREIGN_TAGS.test(tag.tag) || ("format" in tag && tag.format === "TIME"))),
  logLevel: "silent",
  prettyErrors: false,
};

/** Reads all manifests of files, folders and `-`; every problem of every file at once. */
export async function readManifests(
  paths: readonly string[],
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<readonly Manifest[]> {
  const { sources, problems } = await readSources(paths, stdin);
  const manifests = sources.map(parseManifest);
  const all = [...problems, ...manifests.flatMap((manifest) => manifest.problems)];
  if (all.length > 0) throw new InputError(together(all));
  return manifests;
}

/** Places that are named of a problem that is the same everywhere. */
const NAMED = 3;

/** A folder full of other files is one mistake, not one for each. */
function together(problems: readonly Problem[]): readonly Problem[] {
  const alike = Map.groupBy(problems, ({ given, allowed, change }) => JSON.stringify([given, allowed, change]));
  return [...alike.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length <= NAMED) return group;
    const named = group.slice(0, NAMED).map(({ path }) => path);
    return [{ ...first, path: `${named.join(", ")} and ${group.length - NAMED} more` }];
  });
}

/** Reads the Kubernetes objects of YAML or JSON text: several documents and Lists too. */
export function parseManifest({ name, text }: Source): Manifest {
  const lines = new LineCounter();
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const resources: PolicyResource[] = [];
  const problems: Problem[] = [];
  const spans: Span[] = [];
  // One document after the other: their trees take a hundred times the memory of their text.
  for (const document of new Composer(OPTIONS).compose(new Parser(lines.addNewLine).parse(text))) {
    const outcome = readDocument(document, { id: `${name}#${spans.length}`, file: name, lineAt });
    spans.push({ text: text.slice(document.range[0], document.range[2]), line: lineAt(document.range[0]) });
    if ("problem" in outcome) problems.push(outcome.problem);
    else resources.push(...outcome.resources);
  }
  if (problems.length === 0 && resources.length === 0) {
    problems.push({
      path: name,
      given: "holds no objects",
      allowed: "at least one Kubernetes object is allowed",
      change: "name a file with manifests",
    });
  }
  return { name, resources, problems, lineOf: lineFinder(name, spans) };
}

/** Where a document stands in its file. */
interface Span {
  readonly text: string;
  readonly line: number;
}

interface Place {
  readonly id: string;
  readonly file: string;
  readonly lineAt: (offset: number) => number;
}

type Outcome = { readonly resources: readonly PolicyResource[] } | { readonly problem: Problem };

function readDocument(document: Document.Parsed, place: Place): Outcome {
  const [error] = document.errors;
  if (error !== undefined) return { problem: { path: `${place.file}:${place.lineAt(error.pos[0])}`, ...syntaxFault(error) } };
  const line = place.lineAt(document.contents?.range[0] ?? document.range[0]);
  const standard = document.warnings.find(({ message }) => STANDARD_TAG.test(message));
  if (standard !== undefined) return { problem: foreignTag(`${place.file}:${place.lineAt(standard.pos[0])}`) };
  const { explicit, version } = document.directives.yaml;
  // Under YAML 1.2 `privileged: yes` would be text here, and true in the cluster.
  if (explicit === true && version !== "1.1") return { problem: foreignVersion(version, `${place.file}:${line}`) };
  try {
    const value = document.toJS({ maxAliasCount: MOST_ALIASES }) as Plain;
    return value === null || value === undefined ? { resources: [] } : objectOf(value, { ...place, line });
  } catch (thrown) {
    return { problem: { path: `${place.file}:${line}`, ...aliasFault(thrown) } };
  }
}

function foreignTag(path: string): Problem {
  return {
    path,
    given: "has a tag that is not read here",
    allowed: "plain values and the tags !!str, !!int, !!float, !!bool, !!null, !!seq, !!map and !!merge are allowed",
    change: "remove it and write the value itself",
  };
}

function foreignVersion(version: string, path: string): Problem {
  return { path, given: `declares YAML ${version}`, allowed: "Kubernetes reads YAML 1.1", change: "remove the %YAML line" };
}

function objectOf(value: Plain, { id, file, line }: Place & { readonly line: number }): Outcome {
  const kubernetes = isRecord(value) ? identifyObject(value) : undefined;
  if (!isRecord(value) || kubernetes === undefined) return { problem: notAnObject(value, `${file}:${line}`) };
  const resource: PolicyResource = {
    type: `kubernetes:${kubernetes.apiVersion}:${kubernetes.kind}`,
    id,
    name: kubernetes.name ?? "",
    props: value,
    kubernetes,
    options: { protect: false, ignoreChanges: [] },
    file,
    line,
    component: false,
  };
  const resources = flattenList(resource);
  // An item without a kind is no object: no rule would concern it, and the API server refuses it.
  const item = resources.find((candidate) => candidate.kubernetes === undefined);
  if (item === undefined) return { resources };
  const { given, ...fault } = notAnObject(item.props, `${file}:${line}`);
  return { problem: { ...fault, given: `${item.id.slice(id.length + 1)} is ${given}` } };
}

function notAnObject(value: Plain, path: string): Problem {
  const allowed = "Kubernetes objects are allowed";
  if (!isRecord(value)) {
    return {
      path,
      given: `a document that is ${Array.isArray(value) ? "a list" : `a ${typeof value}`}`,
      allowed,
      change: "make it an object or remove it",
    };
  }
  const missing = ["apiVersion", "kind"].filter((key) => typeof (value as PlainRecord)[key] !== "string");
  return {
    path,
    given: `an object without ${missing.join(" and ")}`,
    allowed,
    change: `add ${missing.join(" and ")} as text, or leave the file out`,
  };
}

/** Reads a document again to find a line in it: only those with findings are worth their tree. */
function lineFinder(name: string, spans: readonly Span[]): Manifest["lineOf"] {
  const trees = new Map<number, { readonly document: Document; readonly lines: LineCounter }>();
  const treeOf = (index: number, { text }: Span): { readonly document: Document; readonly lines: LineCounter } => {
    const lines = new LineCounter();
    const tree = trees.get(index) ?? { document: parseDocument(text, { ...OPTIONS, lineCounter: lines }), lines };
    trees.clear();
    trees.set(index, tree);
    return tree;
  };
  return (id, path) => {
    const [index = "", ...inner] = id.slice(name.length + 1).split("#");
    const span = spans[Number(index)];
    if (span === undefined) return undefined;
    const { document, lines } = treeOf(Number(index), span);
    const offset = offsetOf(document, stepsOf([...inner, path ?? ""].join(".")));
    return span.line + lines.linePos(offset).line - 1;
  };
}

/** Offset of the node at a path, or of the nearest node around it. */
function offsetOf(document: Document, steps: readonly (string | number)[]): number {
  for (let length = steps.length; length > 0; length--) {
    const node = document.getIn(steps.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** `spec.containers[0].image` as steps; a key with a dot in it is not found, and the line around it is shown. */
function stepsOf(path: string): readonly (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
