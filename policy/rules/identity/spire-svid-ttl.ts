import { isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { isAbsent, text } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { isSpireConfig, valuesOfSetting } from "../../lib/spireConfig.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001, us: 1e-6, ns: 1e-9 };
const DEFAULTS = ["default_x509_svid_ttl", "default_jwt_svid_ttl"];
const LONGEST = 24 * 3600;

export const spireSvidTtl: ResourceRule = {
  name: "spire-svid-ttl",
  title: "Workload identities are short-lived",
  description:
    "ttl and jwtTtl of a ClusterSPIFFEID must not be longer than 24 hours, and neither may default_x509_svid_ttl and default_jwt_svid_ttl of a SPIRE server, which hold where a ClusterSPIFFEID says nothing; a server that says nothing gives an hour and five minutes. A stolen SVID works until it expires: there is no revocation.",
  severity: "medium",
  level: FROM_STAGING,
  controls: ["S-63", "P-49", "PCI-DSS 8.6.3", "SOC2 CC6.1", "ISO27001 A.5.17"],
  remediation: "Set ttl to one hour, or leave it out.",
  scope: "resource",
  appliesTo: (resource) => isSpireConfig(resource) || isKind(resource, "spire.spiffe.io/ClusterSPIFFEID"),
  check: (resource) => {
    const given = isSpireConfig(resource)
      ? DEFAULTS.flatMap((setting) => valuesOfSetting(resource, setting))
      : ["ttl", "jwtTtl"].map((field) => below(objectOf(resource), "spec", field));
    return given.flatMap((place) => mustBe(place, isShort, "at most 24h, or not set"));
  },
};

/** A duration as Go writes it: `1h30m`. */
function isShort(value: Plain): boolean {
  if (isAbsent(value)) return true;
  const parts = [...(text(value) ?? "").matchAll(/([\d.]+)(h|ms|us|ns|m|s)/g)];
  const seconds = parts.reduce((sum, [, amount = "", unit = ""]) => sum + Number(amount) * (SECONDS[unit] ?? 0), 0);
  return parts.map(([part]) => part).join("") === value && seconds <= LONGEST;
}
