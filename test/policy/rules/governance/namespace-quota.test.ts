import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN, type Plain } from "../../../../policy/lib/verdict.ts";
import { namespaceQuota } from "../../../../policy/rules/governance/namespace-quota.ts";
import { change } from "../../fixtures/change.ts";
import { namespace, resourceQuota } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const quota = (hard: Plain): readonly PlainRecord[] => [namespace, change(resourceQuota, { "spec.hard": hard })];
const NONE = "Namespace shop has no ResourceQuota; allowed: at least one in every namespace";
const without = (of: string): string =>
  `Namespace shop: no ResourceQuota in it limits ${of}; allowed: a limit for every pod, less than a cluster has`;
const NOTHING = ["pods", "cpu", "memory"].map(without);

worldCases(namespaceQuota, [
  ["one in the namespace", [namespace, resourceQuota]],
  ["requests", quota({ pods: 10, "requests.cpu": "500m", memory: "1Gi" })],
  ["no pods at all", quota({ "count/pods": "0", cpu: "0", memory: "0" })],
  [
    "in two of them",
    [...quota({ pods: "10" }), change(resourceQuota, { "metadata.name": "b", "spec.hard": { cpu: "4", memory: "8Gi" } })],
  ],
  ["none", [namespace], NONE],
  ["one of another namespace", [namespace, change(resourceQuota, { "metadata.namespace": "other" })], NONE],
  ["an empty one", quota({}), NOTHING],
  ["one without hard", quota(undefined), NOTHING],
  ["null", quota({ pods: null, "limits.cpu": null, "limits.memory": null }), NOTHING],
  ["other objects only", quota({ services: "5", "requests.storage": "1Ti" }), NOTHING],
  ["pods only", quota({ pods: "10" }), [without("cpu"), without("memory")]],
  ["more than a cluster", quota({ pods: "1000000", "limits.cpu": "1M", "limits.memory": "1Ei" }), NOTHING],
  ["no quantities", quota({ pods: "many", "limits.cpu": "all", "limits.memory": "8GB" }), NOTHING],
  ["for some pods", [namespace, change(resourceQuota, { "spec.scopes": ["BestEffort"] })], NOTHING],
  ["for a priority", [namespace, change(resourceQuota, { "spec.scopeSelector": { matchExpressions: [] } })], NOTHING],
  ["not known yet", quota(UNKNOWN), NOTHING.map((message) => `unknown: ${message}`)],
  ["a number not known yet", quota({ pods: UNKNOWN, cpu: "4", memory: "8Gi" }), `unknown: ${without("pods")}`],
  [
    "a namespace of unknown name",
    [change(namespace, { "metadata.name": UNKNOWN }), resourceQuota],
    "unknown: the name of Namespace test is not known before deployment: Namespace test has no ResourceQuota; allowed: at least one in every namespace",
  ],
  ["no namespaces", [resourceQuota], NOT_APPLICABLE],
]);
