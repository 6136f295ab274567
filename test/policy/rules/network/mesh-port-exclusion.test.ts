import { meshPortExclusion } from "../../../../policy/rules/network/mesh-port-exclusion.ts";
import { barePod, deployment } from "../../fixtures/objects.ts";
import { cases, type Case } from "../cases.ts";

const annotation = (key: string): string => `spec.template.metadata.annotations["${key}"]`;

cases(meshPortExclusion, deployment, [
  ["nothing excluded", { [annotation("traffic.sidecar.istio.io/excludeInboundPorts")]: "" }],
  ["everything included", { [annotation("traffic.sidecar.istio.io/includeInboundPorts")]: "*" }],
  ["another annotation", { [annotation("sidecar.istio.io/proxyCPU")]: "100m" }],
  ...[
    "traffic.sidecar.istio.io/excludeInboundPorts",
    "traffic.sidecar.istio.io/excludeOutboundPorts",
    "traffic.sidecar.istio.io/excludeOutboundIPRanges",
    "traffic.sidecar.istio.io/includeInboundPorts",
    "config.linkerd.io/skip-inbound-ports",
    "config.linkerd.io/skip-outbound-ports",
  ].map((key): Case => [
    key,
    { [annotation(key)]: "8080" },
    `Deployment shop/web takes traffic past the mesh by the annotation ${key}; allowed: none`,
  ]),
]);

cases(meshPortExclusion, barePod, [
  [
    "of a Pod",
    { 'metadata.annotations["config.linkerd.io/skip-inbound-ports"]': "1-65535" },
    "Pod shop/web takes traffic past the mesh by the annotation config.linkerd.io/skip-inbound-ports; allowed: none",
  ],
]);
