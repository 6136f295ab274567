import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, isFalseOrAbsent } from "../../lib/subject.ts";

export const meshClientTls: ResourceRule = {
  name: "mesh-client-tls",
  title: "Clients in the mesh verify whom they talk to",
  description:
    "A DestinationRule must not switch TLS off (mode DISABLE) nor the verification (insecureSkipVerify), in the policy of the host, of a port or of a subset: the server's STRICT mode does not help a client that talks to somebody else.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "NSA-CISA authentication", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24"],
  remediation: "Use ISTIO_MUTUAL inside the mesh, and SIMPLE with caCertificates and subjectAltNames outside.",
  scope: "resource",
  appliesTo: ofKind("networking.istio.io/DestinationRule"),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    const policies = [below(spec, "trafficPolicy"), ...each(spec, "subsets").map((subset) => below(subset, "trafficPolicy"))];
    return policies
      .flatMap((policy) => [policy, ...each(policy, "portLevelSettings")])
      .map((policy) => below(policy, "tls"))
      .flatMap((tls) => [
        ...mustBe(below(tls, "mode"), (mode) => mode !== "DISABLE", "ISTIO_MUTUAL, MUTUAL or SIMPLE"),
        ...mustBe(below(tls, "insecureSkipVerify"), isFalseOrAbsent, "false"),
      ]);
  },
};
