import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { gatewayTls } from "../../../../policy/rules/network/gateway-tls.ts";
import { cases, type Case } from "../cases.ts";

const metadata = { name: "edge", namespace: "shop" };
const gateway: PlainRecord = {
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "Gateway",
  metadata,
  spec: { listeners: [{ name: "https", port: 443, protocol: "HTTPS", tls: { certificateRefs: [{ name: "edge" }] } }] },
};
const istio: PlainRecord = {
  apiVersion: "networking.istio.io/v1",
  kind: "Gateway",
  metadata,
  spec: { servers: [{ port: { number: 443, protocol: "HTTPS" }, hosts: ["shop.example.com"], tls: { mode: "SIMPLE" } }] },
};
const REASON = { 'metadata.annotations["palisade.dev/reason"]': "redirects to https" };
const HTTP = { "spec.listeners[1]": { name: "http", port: 80, protocol: "HTTP" } };

cases(gatewayTls, gateway, [
  ["TLS that passes through", { "spec.listeners[0].protocol": "TLS" }],
  ["HTTP beside it", HTTP, 'Gateway shop/edge sets spec.listeners[1].protocol to "HTTP"; allowed: HTTPS or TLS'],
  ["HTTP with a reason", { ...HTTP, ...REASON }],
  [
    "HTTP with an empty reason",
    { ...HTTP, 'metadata.annotations["palisade.dev/reason"]': "" },
    'Gateway shop/edge sets spec.listeners[1].protocol to "HTTP"; allowed: HTTPS or TLS',
  ],
  ...["TCP", "UDP"].map((protocol): Case => [
    protocol,
    { "spec.listeners[0].protocol": protocol },
    `Gateway shop/edge sets spec.listeners[0].protocol to "${protocol}"; allowed: HTTPS or TLS`,
  ]),
  [
    "unknown",
    { "spec.listeners[0].protocol": UNKNOWN },
    "unknown: Gateway shop/edge: spec.listeners[0].protocol is not known before deployment; allowed: HTTPS or TLS",
  ],
]);

cases(gatewayTls, istio, [
  ["a redirect", { "spec.servers[0]": { port: { number: 80, protocol: "HTTP" }, tls: { httpsRedirect: true } } }],
  ["small letters", { "spec.servers[0].port.protocol": "https" }],
  [
    "HTTP",
    { "spec.servers[0].port.protocol": "HTTP" },
    'Gateway shop/edge sets spec.servers[0].port.protocol to "HTTP"; allowed: HTTPS or TLS',
  ],
]);
