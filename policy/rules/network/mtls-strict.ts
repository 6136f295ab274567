import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, isUnknown, entries } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf, notKnown } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const isStrict = (mode: Plain): boolean => mode === "STRICT";

export const mtlsStrict: ResourceRule = {
  name: "mtls-strict",
  title: "Istio refuses connections without mTLS",
  description:
    "A PeerAuthentication must have the mode STRICT, for every port in portLevelMtls too; one that says nothing leaves the mesh's default, which is PERMISSIVE, unless it selects pods and sets ports only. PERMISSIVE takes plain text from anybody, DISABLE takes nothing else. Pods outside the mesh are not covered.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "P-49",
    "P-127",
    "S-20",
    "S-60",
    "S-62",
    "NSA-CISA authentication",
    "PCI-DSS 4.2.1",
    "SOC2 CC6.7",
    "ISO27001 A.8.24",
  ],
  remediation: "Set spec.mtls.mode: STRICT and remove portLevelMtls; move clients into the mesh first.",
  scope: "resource",
  appliesTo: ofKind("security.istio.io/PeerAuthentication"),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    const ports = below(spec, "portLevelMtls");
    const mode = below(spec, "mtls", "mode");
    const inherits = isAbsent(mode.value) && entries(ports.value).length > 0;
    return [
      ...(inherits ? [] : mustBe(mode, isStrict, "STRICT")),
      ...(isUnknown(ports.value) ? [notKnown(ports, "STRICT")] : []),
      ...entries(ports.value).flatMap(([port]) => mustBe(below(ports, port, "mode"), isStrict, "STRICT")),
    ];
  },
};
