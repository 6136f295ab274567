import { describeResource, fail } from "../../lib/finding.ts";
import { isKind, ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

const CODE = ["networking.istio.io/EnvoyFilter", "extensions.istio.io/WasmPlugin"];
const ENTRY = "networking.istio.io/ServiceEntry";
const SIDECAR = "networking.istio.io/Sidecar";

export const meshExtension: ResourceRule = {
  name: "mesh-extension",
  title: "Nothing changes what the mesh's proxies do",
  description:
    "EnvoyFilters and WasmPlugins rewrite proxies, authorization and mTLS included, and no rule reads them; a ServiceEntry for every host (*) and a Sidecar that lets everything out (ALLOW_ANY) open the way past the mesh's policies. Each needs a written reason in the annotation palisade.dev/reason. What meshConfig allows is not seen.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["P-49", "P-55", "NSA-CISA network separation", "PCI-DSS 1.3.2", "SOC2 CC6.6", "ISO27001 A.8.20"],
  remediation: "Use the mesh's own policies, name hosts, and set REGISTRY_ONLY; else say in palisade.dev/reason why not.",
  scope: "resource",
  appliesTo: ofKind(...CODE, ENTRY, SIDECAR),
  check: (resource) => {
    const object = objectOf(resource);
    const code = isKind(resource, ...CODE)
      ? [fail(`${describeResource(resource)} rewrites proxies; allowed: with a reason`)]
      : [];
    const hosts = isKind(resource, ENTRY) ? each(object, "spec", "hosts") : [];
    const outbound = isKind(resource, SIDECAR) ? [below(object, "spec", "outboundTrafficPolicy", "mode")] : [];
    const findings = [
      ...code,
      ...hosts.flatMap((host) => mustBe(host, (name) => name !== "*", "named hosts, or a reason")),
      ...outbound.flatMap((mode) => mustBe(mode, (given) => given !== "ALLOW_ANY", "REGISTRY_ONLY, or a reason")),
    ];
    return unlessReasoned(resource, findings);
  },
};
