/** The stack file that a stack gets on an embedded cluster: its own, with what differs there. Pure. */
import { isMap, isScalar, parseDocument } from "yaml";
import type { ExampleValue } from "../../../components/config/examples.ts";
import { CONTEXT } from "../spec.ts";

export interface EmbeddedPlaces {
  readonly kubeconfig: string;
  /** Signed with a key of this cluster: a deployment refuses the example's. */
  readonly policyBundle: string;
  /** Example values of the stack, also those that are defaults. */
  readonly examples: readonly ExampleValue[];
}

/**
 * Keeps everything but the way to the cluster, example values and what only the owner of a key could decrypt. Example
 * values become values of a domain that cannot exist (RFC 9476), so that a deployment accepts them.
 */
export function embeddedStackFile(text: string, { kubeconfig, policyBundle, examples }: EmbeddedPlaces): string {
  const document = parseDocument(withoutExamples(text));
  for (const key of ["secretsprovider", "encryptionsalt", "encryptedkey"]) document.delete(key);
  const config = document.get("config");
  if (isMap(config)) {
    const encrypted = config.items.filter(({ value }) => isMap(value) && value.has("secure"));
    for (const { key } of encrypted) if (isScalar(key)) config.delete(key.value);
  }
  for (const { path, value } of examples) document.setIn(["config", ...keysOf(path)], withoutExamples(value));
  // A cluster that the stack makes itself tells the way to it.
  if (document.getIn(["config", "palisade:cluster", "kind"]) === "existing") {
    document.setIn(["config", "palisade:cluster", "context"], CONTEXT);
    document.setIn(["config", "palisade:cluster", "kubeconfig"], kubeconfig);
  }
  document.setIn(["config", "palisade:gateway", "policyBundle"], policyBundle);
  return document.toString({ lineWidth: 0 });
}

function withoutExamples(text: string): string {
  return REPLACED.reduce((current, [example, value]) => current.replaceAll(example, value), text);
}

/** Names, accounts and addresses of documentation -> others that are nobody's: benchmarks have a network of their own (RFC 2544). */
const REPLACED: readonly (readonly [RegExp | string, string])[] = [
  [/\bexample\.(com|org|net)\b/g, "embedded.alt"],
  [/\bexample(?=[-a-z])/g, "embedded"],
  ["EXAMPLE:", "Embedded:"],
  ["111122223333", "700000000001"],
  ["444455556666", "700000000002"],
  ["123456789012", "700000000003"],
  ["210987654321", "700000000004"],
  ["11111111-2222-4333-8444-555555555555", "70000000-0000-4000-8000-000000000001"],
  ["99999999-8888-4777-8666-555555555555", "70000000-0000-4000-8000-000000000002"],
  ["192.0.2.", "198.18.2."],
  ["198.51.100.", "198.18.100."],
  ["203.0.113.", "198.18.113."],
];

/** `palisade:tools.s3.allowedBuckets[0]` -> `palisade:tools`, `s3`, `allowedBuckets`, 0. */
function keysOf(path: string): readonly (string | number)[] {
  return path.split(/[.[\]]+/).flatMap((key) => (key === "" ? [] : [/^\d+$/.test(key) ? Number(key) : key]));
}

/** The keys that Pulumi wrote into an earlier stack file, put on the new one: salt and encrypted values stay valid. */
export function withEncryptedKeysOf(earlier: string, next: string): string {
  const [from, to] = [parseDocument(earlier), parseDocument(next)];
  if (from.has("encryptionsalt")) to.set("encryptionsalt", from.get("encryptionsalt"));
  const config = from.get("config");
  if (!isMap(config)) return to.toString({ lineWidth: 0 });
  for (const { key, value } of config.items)
    if (isScalar(key) && isMap(value) && value.has("secure")) to.setIn(["config", key.value], value.toJSON());
  return to.toString({ lineWidth: 0 });
}
