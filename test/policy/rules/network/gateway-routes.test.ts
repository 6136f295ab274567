import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gatewayRoutes } from "../../../../policy/rules/network/gateway-routes.ts";
import { cases } from "../cases.ts";

const gateway: PlainRecord = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "Gateway",
  metadata: { name: "edge", namespace: "shop" },
  spec: { listeners: [{ name: "https", port: 443, protocol: "HTTPS" }] },
};
const FROM = "spec.listeners[0].allowedRoutes.namespaces.from";

cases(gatewayRoutes, gateway, [
  ["its own namespace", { [FROM]: "Same" }],
  ["chosen namespaces", { [FROM]: "Selector" }],
  ["every namespace", { [FROM]: "All" }, `Gateway shop/edge sets ${FROM} to "All"; allowed: Same or Selector`],
  [
    "unknown",
    { [FROM]: UNKNOWN },
    `unknown: Gateway shop/edge: ${FROM} is not known before deployment; allowed: Same or Selector`,
  ],
]);
