import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { namespaceLimitrange } from "../../../../policy/rules/governance/namespace-limitrange.ts";
import { change } from "../../fixtures/change.ts";
import { limitRange, namespace } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const range = (limits: Plain): readonly PlainRecord[] => [namespace, change(limitRange, { "spec.limits": limits })];
const NONE = "Namespace shop has no LimitRange; allowed: at least one in every namespace";
const without = (of: string): string =>
  `Namespace shop: no LimitRange in it limits ${of}; allowed: a limit for every pod, less than a cluster has`;
const NOTHING = ["cpu", "memory"].map(without);

worldCases(namespaceLimitrange, [
  ["one in the namespace", [namespace, limitRange]],
  ["by max, which is the default too", range([{ type: "Container", max: { cpu: "1", memory: "1Gi" } }])],
  ["none", [namespace], NONE],
  ["one of another namespace", [namespace, change(limitRange, { "metadata.namespace": "other" })], NONE],
  ["an empty one", range([]), NOTHING],
  ["one without limits", range(undefined), NOTHING],
  ["requests only", range([{ type: "Container", defaultRequest: { cpu: "1", memory: "1Gi" } }]), NOTHING],
  ["of pods only", range([{ type: "Pod", max: { cpu: "1", memory: "1Gi" } }]), NOTHING],
  ["memory only", range([{ type: "Container", default: { memory: "1Gi" } }]), without("cpu")],
  ["more than a machine", range([{ type: "Container", default: { cpu: "100k", memory: "1Pi" } }]), NOTHING],
  ["zero, which is no limit", range([{ type: "Container", default: { cpu: "0", memory: 0 } }]), NOTHING],
  ["not known yet", range(UNKNOWN), NOTHING.map((message) => `unknown: ${message}`)],
  [
    "a namespace of unknown name",
    [change(namespace, { "metadata.name": UNKNOWN }), limitRange],
    "unknown: the name of Namespace test is not known before deployment: Namespace test has no LimitRange; allowed: at least one in every namespace",
  ],
  ["no namespaces", [limitRange], NOT_APPLICABLE],
]);
