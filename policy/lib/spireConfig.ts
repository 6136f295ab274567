import { fail } from "./finding.ts";
import { isKind } from "./kinds.ts";
import { entries, isUnknown, read, text } from "./plain.ts";
import { below, notKnown, objectOf, placeOf, type Subject } from "./subject.ts";
import type { Finding, PolicyResource } from "./verdict.ts";

/** Whether a ConfigMap holds the configuration of a SPIRE server or agent, in HCL or JSON. Where it is unknown, its name tells. */
export function isSpireConfig(resource: PolicyResource): boolean {
  if (!isKind(resource, "/ConfigMap")) return false;
  const named = resource.kubernetes?.name?.includes("spire") ?? false;
  return filesOf(resource).some(({ value }) => (isUnknown(value) ? named : isSpire(text(value) ?? "")));
}

/** Findings for a switch that must not be true, wherever a file of the ConfigMap sets it. */
export function findSetting(resource: PolicyResource, setting: string, allowed: string): readonly Finding[] {
  return filesOf(resource).flatMap((file) => {
    if (isUnknown(file.value)) return [notKnown(file, `${setting} ${allowed}`)];
    if (!setsTrue(text(file.value) ?? "", setting)) return [];
    return [fail(`${file.owner} sets ${setting} to true in ${file.field}; allowed: ${allowed}`, placeOf(file))];
  });
}

/** Every value that the files of a ConfigMap give to a setting, as a place of its own; a file that is not known yet is one. */
export function valuesOfSetting(resource: PolicyResource, setting: string): readonly Subject[] {
  const written = new RegExp(`\\b${setting}"?\\s*[=:]\\s*"([^"]*)"`, "g");
  return filesOf(resource).flatMap((file) => {
    const content = text(file.value);
    if (content === undefined) return isUnknown(file.value) ? [file] : [];
    if (!isSpire(content)) return [];
    return [...withoutComments(content).matchAll(written)].map(([, value]) => ({
      ...file,
      field: `${setting} in ${file.field}`,
      value,
    }));
  });
}

/** Whether a SPIRE server configured by the ConfigMap keeps its data in a file of its own. */
export function usesSqlite(resource: PolicyResource): boolean {
  return (
    isSpireConfig(resource) &&
    filesOf(resource).some(({ value }) => /database_type"?\s*[=:]\s*"sqlite3"/.test(withoutComments(text(value) ?? "")))
  );
}

function filesOf(resource: PolicyResource): readonly Subject[] {
  const data = below(objectOf(resource), "data");
  if (isUnknown(data.value)) return [data];
  return entries(read(resource.props, "data")).map(([name]) => below(data, name));
}

function isSpire(content: string): boolean {
  return /\btrust_domain"?\s*[=:]/.test(content) && /"?\b(agent|server)"?\s*[:{=]/.test(content);
}

function setsTrue(content: string, setting: string): boolean {
  return isSpire(content) && new RegExp(`\\b${setting}"?\\s*[=:]\\s*"?true\\b`).test(withoutComments(content));
}

/** HCL has comments from # and // to the end of the line; `https://` in a value is none. */
function withoutComments(content: string): string {
  return content.replace(/(^|\s)(#|\/\/).*$/gm, "");
}
