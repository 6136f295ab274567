import { isKind, ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { text } from "../../lib/plain.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, unless } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const ISTIO = "networking.istio.io/Gateway";

export const gatewayTls: ResourceRule = {
  name: "gateway-tls",
  title: "Gateways end TLS on every listener",
  description:
    "Every listener of a Gateway (Gateway API) must have the protocol HTTPS or TLS, and every server of Istio's Gateway too, or redirect to it (tls.httpsRedirect): one of HTTP serves whoever asks in clear. A listener that only redirects by its HTTPRoute needs the annotation palisade.dev/reason. Whether certificates are valid is not judged.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-49", "S-07", "PCI-DSS 4.2.1", "SOC2 CC6.7", "ISO27001 A.8.24", "NSA-CISA network separation"],
  remediation: "Use HTTPS with certificateRefs; for a redirect from port 80 say so in the annotation palisade.dev/reason.",
  scope: "resource",
  appliesTo: ofKind("gateway.networking.k8s.io/Gateway", ISTIO),
  check: (resource) => {
    const object = objectOf(resource);
    const isIstio = isKind(resource, ISTIO);
    const findings = each(object, "spec", isIstio ? "servers" : "listeners").flatMap((listener) => {
      const protocol = isIstio ? below(listener, "port", "protocol") : below(listener, "protocol");
      const clear = mustBe(protocol, isEncrypted, "HTTPS or TLS");
      return isIstio ? unless(below(listener, "tls", "httpsRedirect"), (redirect) => redirect === true, clear) : clear;
    });
    return unlessReasoned(resource, findings);
  },
};

/** In Istio GRPC, HTTP2 and MONGO are clear as well; names are read in any case. */
function isEncrypted(protocol: Plain): boolean {
  return ["HTTPS", "TLS"].includes((text(protocol) ?? "").toUpperCase());
}
