import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { namespaceLimitrange } from "../../../../policy/rules/governance/namespace-limitrange.ts";
import { change } from "../../fixtures/change.ts";
import { limitRange, namespace } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

worldCases(namespaceLimitrange, [
  ["one in the namespace", [namespace, limitRange]],
  ["none", [namespace], "Namespace shop has no LimitRange; allowed: at least one in every namespace"],
  [
    "one of another namespace",
    [namespace, change(limitRange, { "metadata.namespace": "other" })],
    "Namespace shop has no LimitRange; allowed: at least one in every namespace",
  ],
  [
    "a namespace of unknown name",
    [change(namespace, { "metadata.name": UNKNOWN }), limitRange],
    "unknown: the name of Namespace test is not known before deployment: Namespace test has no LimitRange; allowed: at least one in every namespace",
  ],
  ["no namespaces", [limitRange], NOT_APPLICABLE],
]);
