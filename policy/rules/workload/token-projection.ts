import { TOKEN_CONTROLS } from "../../lib/controls.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isAbsent, number } from "../../lib/plain.ts";
import { eachPod, hasPods, BYPASS } from "../../lib/podSecurity.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const tokenProjection: ResourceRule = {
  name: "token-projection",
  title: "Projected tokens are for one reader and short-lived",
  description: `A projected serviceAccountToken must name its audience and expire within an hour (the default): a token without an audience is one for the API server, whoever it was meant for. A volume that projects kube-root-ca.crt beside it is meant for the API server and may leave the audience out. ${BYPASS}`,
  severity: "medium",
  level: FROM_STAGING,
  controls: [...TOKEN_CONTROLS, "PCI-DSS 8.6.3", "ISO27001 A.5.17"],
  remediation: "Set audience to the name of the service that verifies the token, and expirationSeconds to 3600.",
  scope: "resource",
  appliesTo: hasPods,
  check: eachPod((pod) =>
    each(pod, "volumes").flatMap((volume) => {
      const sources = each(volume, "projected", "sources");
      const forApiServer = sources.some(({ value }) => read(value, "configMap", "name") === "kube-root-ca.crt");
      return sources
        .map((source) => below(source, "serviceAccountToken"))
        .filter(({ value }) => !isAbsent(value))
        .flatMap((token) => [
          ...(forApiServer ? [] : mustBe(below(token, "audience"), (name) => (text(name) ?? "") !== "", "an audience")),
          ...mustBe(below(token, "expirationSeconds"), isShort, "at most 3600"),
        ]);
    }),
  ),
};

function isShort(seconds: Plain): boolean {
  return isAbsent(seconds) || (number(seconds) ?? Infinity) <= 3600;
}
