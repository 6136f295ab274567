import { isNode, LineCounter, parseAllDocuments, type Document, type Tags } from "yaml";
import { flattenList, identifyObject } from "../lib/kubernetesObject.ts";
import { isRecord, type PlainRecord } from "../lib/plain.ts";
import { InputError, type Problem } from "../lib/problem.ts";
import type { Plain, PolicyResource } from "../lib/verdict.ts";
import { readSources, type Source } from "./sources.ts";

/** The objects of one source, or what is wrong with it. */
export interface Manifest {
  readonly name: string;
  readonly resources: readonly PolicyResource[];
  readonly problems: readonly Problem[];
  /** Line of a field of an object: `lineOf(resource.id, "spec.replicas")`; that of the nearest field around it when it is absent. */
  readonly lineOf: (id: string, path: string | undefined) => number | undefined;
}

/** More aliases than this only occur in files made to exhaust memory. */
const MOST_ALIASES = 100;

/**
 * Kubernetes reads YAML 1.1: `privileged: yes` is true and `0644` is octal. It knows neither the dates nor the base-60 numbers of
 * YAML 1.1, so those tags go.
 */
const kubernetesTags = (tags: Tags): Tags =>
  tags.filter(
    (tag) => typeof tag === "string" || !(tag.tag.endsWith(":timestamp") || ("format" in tag && tag.format === "TIME")),
  );

/** Reads all manifests of files, folders and `-`; every problem of every file at once. */
export async function readManifests(
  paths: readonly string[],
  stdin: () => AsyncIterable<Uint8Array>,
): Promise<readonly Manifest[]> {
  const { sources, problems } = await readSources(paths, stdin);
  const manifests = sources.map(parseManifest);
  const all = [...problems, ...manifests.flatMap((manifest) => manifest.problems)];
  if (all.length > 0) throw new InputError(all);
  return manifests;
}

/** Reads the Kubernetes objects of YAML or JSON text: several documents and Lists too. */
export function parseManifest({ name, text }: Source): Manifest {
  const lines = new LineCounter();
  let documents: readonly Document.Parsed[];
  try {
    documents = [
      ...parseAllDocuments(text, { lineCounter: lines, version: "1.1", customTags: kubernetesTags, prettyErrors: false }),
    ];
  } catch (error) {
    return failed(name, { path: name, given: tooDeep(error), allowed: "YAML or JSON is allowed", change: "correct the file" });
  }
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const read = documents.map((document, index) => readDocument(document, { id: `${name}#${index}`, file: name, lineAt }));
  const problems = read.flatMap((outcome) => ("problems" in outcome ? outcome.problems : []));
  const resources = read.flatMap((outcome) => ("resources" in outcome ? outcome.resources : []));
  if (problems.length === 0 && resources.length === 0) {
    return failed(name, {
      path: name,
      given: "holds no objects",
      allowed: "at least one Kubernetes object is allowed",
      change: "name a file with manifests",
    });
  }
  return { name, resources, problems, lineOf: lineFinder(name, documents, lineAt) };
}

function failed(name: string, problem: Problem): Manifest {
  return { name, resources: [], problems: [problem], lineOf: () => undefined };
}

interface Place {
  readonly id: string;
  readonly file: string;
  readonly lineAt: (offset: number) => number;
}

type Outcome = { readonly resources: readonly PolicyResource[] } | { readonly problems: readonly Problem[] };

function readDocument(document: Document.Parsed, place: Place): Outcome {
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => syntaxProblem(error.message, `${place.file}:${place.lineAt(error.pos[0])}`)),
    };
  }
  const line = place.lineAt(document.contents?.range[0] ?? document.range[0]);
  try {
    const value = document.toJS({ maxAliasCount: MOST_ALIASES }) as Plain;
    return value === null || value === undefined ? { resources: [] } : objectOf(value, { ...place, line });
  } catch (error) {
    const given =
      error instanceof ReferenceError ? "expands its aliases without end, or names one that does not exist" : tooDeep(error);
    return {
      problems: [
        {
          path: `${place.file}:${line}`,
          given,
          allowed: `at most ${MOST_ALIASES} aliases are allowed`,
          change: "write the values out",
        },
      ],
    };
  }
}

/** The parser calls itself for every level. Its messages may quote the text, so only the kind of the error is told. */
function tooDeep(error: unknown): string {
  return error instanceof RangeError ? "nested too deeply" : "cannot be read";
}

function syntaxProblem(message: string, path: string): Problem {
  return {
    path,
    given: `not valid YAML: ${message.split("\n")[0]}`,
    allowed: "YAML or JSON is allowed",
    change: "correct the syntax",
  };
}

function objectOf(value: Plain, { id, file, line }: Place & { readonly line: number }): Outcome {
  const kubernetes = isRecord(value) ? identifyObject(value) : undefined;
  if (!isRecord(value) || kubernetes === undefined) return { problems: [notAnObject(value, `${file}:${line}`)] };
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
  return { resources: flattenList(resource) };
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

function lineFinder(name: string, documents: readonly Document.Parsed[], lineAt: (offset: number) => number): Manifest["lineOf"] {
  return (id, path) => {
    const [index = "", ...inner] = id.slice(name.length + 1).split("#");
    const steps = stepsOf([...inner, path ?? ""].join("."));
    const document = documents[Number(index)];
    for (let length = steps.length; length > 0; length--) {
      const node = document?.getIn(steps.slice(0, length), true);
      if (isNode(node) && node.range) return lineAt(node.range[0]);
    }
    return document === undefined ? undefined : lineAt(document.contents?.range[0] ?? document.range[0]);
  };
}

/** `spec.containers[0].image` as steps; a key with a dot in it is not found, and the line around it is shown. */
function stepsOf(path: string): readonly (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((step) => step !== "")
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
