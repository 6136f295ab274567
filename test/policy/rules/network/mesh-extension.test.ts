import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { meshExtension } from "../../../../policy/rules/network/mesh-extension.ts";
import { cases } from "../cases.ts";

const REASON = { annotations: { "palisade.dev/reason": "a header for tracing" } };
const object = (kind: string, spec: PlainRecord, group = "networking.istio.io"): PlainRecord => ({
  apiVersion: `${group}/v1`,
  kind,
  metadata: { name: "web", namespace: "shop", ...REASON },
  spec,
});
const bare = { "metadata.annotations": undefined };

cases(meshExtension, object("EnvoyFilter", {}), [
  ["no reason", bare, "EnvoyFilter shop/web rewrites proxies; allowed: with a reason"],
  [
    "an empty reason",
    { 'metadata.annotations["palisade.dev/reason"]': "" },
    "EnvoyFilter shop/web rewrites proxies; allowed: with a reason",
  ],
]);

cases(meshExtension, object("WasmPlugin", { url: "oci://x" }, "extensions.istio.io"), [
  ["no reason", bare, "WasmPlugin shop/web rewrites proxies; allowed: with a reason"],
]);

cases(meshExtension, object("ServiceEntry", { hosts: ["api.example.com"] }), [
  ["named hosts without a reason", bare],
  [
    "every host",
    { ...bare, "spec.hosts": ["api.example.com", "*"] },
    'ServiceEntry shop/web sets spec.hosts[1] to "*"; allowed: named hosts, or a reason',
  ],
  [
    "unknown",
    { ...bare, "spec.hosts": UNKNOWN },
    "unknown: ServiceEntry shop/web: spec.hosts is not known before deployment; allowed: named hosts, or a reason",
  ],
]);

cases(meshExtension, object("Sidecar", { outboundTrafficPolicy: { mode: "REGISTRY_ONLY" } }), [
  ["the registry alone, without a reason", bare],
  [
    "everything",
    { ...bare, "spec.outboundTrafficPolicy.mode": "ALLOW_ANY" },
    'Sidecar shop/web sets spec.outboundTrafficPolicy.mode to "ALLOW_ANY"; allowed: REGISTRY_ONLY, or a reason',
  ],
]);
