import { FROM_PROD } from "../../lib/levels.ts";
import { holdsLayer, missing } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const gatekeeperPresent: WorldRule = {
  name: "gatekeeper-present",
  title: "Gatekeeper checks every request",
  description:
    "A platform stack must hold Gatekeeper's validating webhook, which fails closed, and at least one constraint: the pack judges what the program creates, Gatekeeper what anybody creates.",
  severity: "high",
  level: FROM_PROD,
  controls: ["P-53", "P-55", "P-106", "CIS-K8S 5.2.1", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Switch on palisade:admission with Gatekeeper and its constraints.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "platform"),
  check: (world) => {
    const webhook = world
      .byKind("ValidatingWebhookConfiguration")
      .some(({ kubernetes }) => kubernetes?.name?.startsWith("gatekeeper-") ?? false);
    const constraint = world.resources.some(
      ({ kubernetes }) => kubernetes?.apiVersion.startsWith("constraints.gatekeeper.sh/") ?? false,
    );
    const absent = [...(webhook ? [] : ["Gatekeeper's validating webhook"]), ...(constraint ? [] : ["a Gatekeeper constraint"])];
    return absent.length === 0 ? [] : missing(world, `the platform does not hold ${absent.join(" or ")}; allowed: both`);
  },
};
