import { show } from "../finding.ts";
import { isAbsent, isList, isRecord, isUnknown, type PlainRecord } from "../plain.ts";
import type { Finding, Plain, PolicyResource } from "../verdict.ts";

/** A value that could not be read: not known yet, or of a shape the API server refuses. */
export interface Issue extends Pick<Finding, "verdict" | "message"> {
  /** Path of the field inside the object. */
  readonly path: string;
}

/**
 * Reads fields of one object and collects an issue for every value that is unknown or of a wrong shape.
 * What cannot be read comes back as nothing (undefined, or an empty list), so that callers go on with the rest.
 */
export class Reader {
  readonly issues: Issue[] = [];

  /**
   * Namespace of an object; undefined when it is not known. Notes a patch: of the object it changes, nothing else is known.
   */
  namespaceOf(resource: PolicyResource): string | undefined {
    if (resource.kubernetes?.partial === true) {
      this.issues.push({
        verdict: "unknown",
        path: "",
        message: "is a patch, and the rest of the object it changes is not known",
      });
    }
    const { namespace } = this.object(resource.props["metadata"], "metadata") ?? {};
    return isAbsent(namespace) ? "default" : this.text(namespace, "metadata.namespace");
  }

  object(value: Plain, path: string): PlainRecord | undefined {
    if (isAbsent(value)) return undefined;
    return isRecord(value) ? value : this.refuse(value, path, "an object");
  }

  list(value: Plain, path: string): readonly Plain[] {
    if (isAbsent(value)) return [];
    return isList(value) ? value : (this.refuse(value, path, "a list") ?? []);
  }

  text(value: Plain, path: string): string | undefined {
    if (isAbsent(value) || typeof value === "string") return value ?? undefined;
    return this.refuse(value, path, "a string");
  }

  /** Labels; undefined when any of them cannot be read. */
  labels(value: Plain, path: string): Readonly<Record<string, string>> | undefined {
    const before = this.issues.length;
    const entries = Object.entries(this.object(value, path) ?? {}).map(([key, label]) => [
      key,
      this.text(label, `${path}["${key}"]`) ?? "",
    ]);
    return this.issues.length === before ? (Object.fromEntries(entries) as Record<string, string>) : undefined;
  }

  /** Notes that the value is unknown or, when it is known, that it is not what is allowed there. */
  refuse(value: Plain, path: string, allowed: string): undefined {
    if (isUnknown(value)) this.issues.push({ verdict: "unknown", path, message: `${path} is not known before deployment` });
    else this.issues.push({ verdict: "fail", path, message: `${path} is ${show(value)}; allowed is ${allowed}` });
    return undefined;
  }
}

/** `metadata.name`, or the resource's own name where it has none. */
export function nameOf(resource: PolicyResource): string {
  return resource.kubernetes?.name ?? resource.name;
}
