import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { mtlsPresent } from "../../../../policy/rules/network/mtls-present.ts";
import { change, type Changes } from "../../fixtures/change.ts";
import { namespace, peerAuthentication } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";

const joined = (label: string, value = "enabled"): typeof namespace =>
  change(namespace, { [`metadata.labels["${label}"]`]: value });
const shop = joined("istio-injection");
const authentication = (changes: Changes): typeof peerAuthentication => change(peerAuthentication, changes);
const MISSING =
  "Namespace shop is in the mesh without a PeerAuthentication for all of its pods; allowed: one in it or in istio-system";

worldCases(mtlsPresent, [
  ["one in the namespace", [shop, peerAuthentication]],
  ["one for the mesh", [shop, authentication({ "metadata.namespace": "istio-system" })]],
  ["one with an empty selector", [shop, authentication({ "spec.selector": { matchLabels: {} } })]],
  ["none", [shop], MISSING],
  ["none for a revision", [joined("istio.io/rev", "1-27")], MISSING],
  ["none for the ambient mesh", [joined("istio.io/dataplane-mode", "ambient")], MISSING],
  ["one for some pods", [shop, authentication({ "spec.selector": { matchLabels: { app: "web" } } })], MISSING],
  ["one in another namespace", [shop, authentication({ "metadata.namespace": "other" })], MISSING],
  ["one in a namespace not known yet", [shop, authentication({ "metadata.namespace": UNKNOWN })], `unknown: ${MISSING}`],
  ["a namespace that opted out", [joined("istio-injection", "disabled")], NOT_APPLICABLE],
  ["no mesh", [namespace], NOT_APPLICABLE],
]);
