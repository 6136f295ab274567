import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { namespaceQuota } from "../../../../policy/rules/governance/namespace-quota.ts";
import { change } from "../../fixtures/change.ts";
import { namespace, resourceQuota } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

worldCases(namespaceQuota, [
  ["one in the namespace", [namespace, resourceQuota]],
  ["none", [namespace], "Namespace shop has no ResourceQuota; allowed: at least one in every namespace"],
  [
    "one of another namespace",
    [namespace, change(resourceQuota, { "metadata.namespace": "other" })],
    "Namespace shop has no ResourceQuota; allowed: at least one in every namespace",
  ],
  [
    "a namespace of unknown name",
    [change(namespace, { "metadata.name": UNKNOWN }), resourceQuota],
    "unknown: the name of Namespace test is not known before deployment: Namespace test has no ResourceQuota; allowed: at least one in every namespace",
  ],
  ["no namespaces", [resourceQuota], NOT_APPLICABLE],
]);
