import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { authorizationPolicyPresent } from "../../../../policy/rules/network/authorization-policy-present.ts";
import { change } from "../../fixtures/change.ts";
import { authorizationPolicy, namespace } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const shop = change(namespace, { 'metadata.labels["istio-injection"]': "enabled" });
const policy = (spec: PlainRecord, place = "shop"): PlainRecord =>
  change(authorizationPolicy, { spec, "metadata.namespace": place });
const MISSING =
  "Namespace shop is in the mesh without an AuthorizationPolicy that allows for all of its pods; allowed: one in it or in istio-system";

worldCases(authorizationPolicyPresent, [
  ["one that allows", [shop, authorizationPolicy]],
  ["one that allows nothing", [shop, policy({})]],
  ["one for the mesh", [shop, policy({}, "istio-system")]],
  ["none", [shop], MISSING],
  ["one that denies, and allows everything else", [shop, policy({ action: "DENY", rules: [{}] })], MISSING],
  ["one that audits", [shop, policy({ action: "AUDIT", rules: [{}] })], MISSING],
  ["one for some pods", [shop, policy({ selector: { matchLabels: { app: "web" } } })], MISSING],
  ["one for a gateway", [shop, policy({ targetRefs: [{ kind: "Gateway", name: "waypoint" }] })], MISSING],
  ["one of another namespace", [shop, policy({}, "other")], MISSING],
  [
    "one in a namespace not known yet",
    [shop, change(authorizationPolicy, { "metadata.namespace": UNKNOWN })],
    `unknown: ${MISSING}`,
  ],
  ["no mesh", [namespace, authorizationPolicy], NOT_APPLICABLE],
]);
