import { FROM_PROD } from "../../lib/levels.ts";
import { read, text, items } from "../../lib/plain.ts";
import { holdsLayer, missing } from "../../lib/production.ts";
import type { WorldRule } from "../../lib/rule.ts";
import type { PolicyResource } from "../../lib/verdict.ts";

export const imageSignatureAdmission: WorldRule = {
  name: "image-signature-admission",
  title: "Checklist 4: only signed images are admitted",
  description:
    "A platform stack must hold Sigstore's policy-controller (a validating webhook of that name that fails closed is judged by webhook-fail-closed) and a ClusterImagePolicy. Namespaces without the label policy.sigstore.dev/include are not covered by it.",
  severity: "high",
  level: FROM_PROD,
  controls: ["P-54", "P-100", "P-106", "S-93", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Switch on palisade:admission with its image policies.",
  scope: "world",
  appliesTo: (world) => holdsLayer(world, "platform"),
  check: (world) => {
    const webhooks = world.byKind("ValidatingWebhookConfiguration").some(isPolicyController);
    const policies = world.byKind("ClusterImagePolicy", "policy.sigstore.dev").length > 0;
    const absent = [
      ...(webhooks ? [] : ["policy-controller's validating webhook"]),
      ...(policies ? [] : ["a ClusterImagePolicy"]),
    ];
    return absent.length === 0 ? [] : missing(world, `the platform does not hold ${absent.join(" or ")}; allowed: both`);
  },
};

function isPolicyController({ kubernetes, props }: PolicyResource): boolean {
  const names = items(read(props, "webhooks")).map((webhook) => text(read(webhook, "name")) ?? "");
  return [kubernetes?.name ?? "", ...names].some(
    (name) => name.includes("policy.sigstore.dev") || name.includes("policy-controller"),
  );
}
