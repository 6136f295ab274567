import { describeResource, fail } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { entries, read } from "../../lib/plain.ts";
import { hasPods } from "../../lib/podSecurity.ts";
import { podSpecsOf } from "../../lib/podSpecs.ts";
import type { ResourceRule } from "../../lib/rule.ts";

/** Istio's and Linkerd's annotations by which ports or addresses go past the sidecar. */
const EXCLUSION =
  /^(traffic\.sidecar\.istio\.io\/(exclude|include)(Inbound|Outbound)(Ports|IPRanges)|config\.linkerd\.io\/skip-(inbound|outbound)-ports)$/;

export const meshPortExclusion: ResourceRule = {
  name: "mesh-port-exclusion",
  title: "No port goes past the mesh",
  description:
    "Pods must not have annotations that take ports or addresses out of the sidecar's hands (traffic.sidecar.istio.io/exclude…, config.linkerd.io/skip-…): what goes past it has no mTLS and no authorization, whatever the namespace demands. include… leaves out all that it does not name, unless it is *. Exclusions in the mesh's own configuration are not seen.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-49", "S-12", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation:
    "Remove the annotation and bring the other side into the mesh; a pod of its own identity stays out of it as a whole.",
  scope: "resource",
  appliesTo: hasPods,
  check: (resource) =>
    podSpecsOf(resource).flatMap(({ metadata, path }) =>
      entries(read(metadata, "annotations"))
        .filter(([key, value]) => EXCLUSION.test(key) && value !== "" && !(key.includes("/include") && value === "*"))
        .map(([key]) =>
          fail(`${describeResource(resource)} takes traffic past the mesh by the annotation ${key}; allowed: none`, {
            path: path.replace(/spec$/, `metadata.annotations["${key}"]`),
          }),
        ),
    ),
};
