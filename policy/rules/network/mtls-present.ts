import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeMeshNamespaces, meshNamespaces, ROOT_NAMESPACE } from "../../lib/mesh.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const mtlsPresent: WorldRule = {
  name: "mtls-present",
  title: "Every namespace of the mesh says that it wants mTLS",
  description:
    "A namespace whose pods are in the Istio mesh (by its labels) must have a PeerAuthentication for all of its pods, in it or in Istio's root namespace: without one the mesh takes plain text from anybody. That it is STRICT, mtls-strict demands. Pods that join by a label of their own are not seen, nor is what meshConfig says.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "S-12", "S-20", "S-60", "S-62", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Add a PeerAuthentication {mtls: {mode: STRICT}} without a selector to the namespace.",
  params: ROOT_NAMESPACE,
  scope: "world",
  appliesTo: (world) => meshNamespaces(world).length > 0,
  check: (world, { params }) =>
    judgeMeshNamespaces(world, {
      kind: "PeerAuthentication",
      root: params["rootNamespace"],
      counts: () => true,
      wanted: "a PeerAuthentication for all of its pods",
    }),
};
