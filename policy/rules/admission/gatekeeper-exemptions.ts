import { isKind } from "../../lib/kinds.ts";
import { FROM_PROD } from "../../lib/levels.ts";
import { isAbsent, isUnknown, items } from "../../lib/plain.ts";
import { selectsEverything } from "../../lib/webhooks.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, type Subject } from "../../lib/subject.ts";
import type { Finding } from "../../lib/verdict.ts";

const IGNORE = "admission.gatekeeper.sh/ignore";

export const gatekeeperExemptions: ResourceRule = {
  name: "gatekeeper-exemptions",
  title: "Gatekeeper leaves out few namespaces, by name",
  description:
    "Namespaces that Gatekeeper's Config or a constraint excludes must be named in full and be among those of the parameter exempt; no namespace may carry admission.gatekeeper.sh/ignore but its own: an exempt namespace is where everything forbidden goes. A wildcard exempts what does not exist yet, and a labelSelector lets whoever creates an object label it past the constraint.",
  severity: "high",
  level: FROM_PROD,
  controls: ["P-53", "P-55", "P-73", "CIS-K8S 5.2.1", "NSA-CISA pod security", "PCI-DSS 2.2.1", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Exclude the cluster's own namespaces only; give other needs a constraint that allows them.",
  params: {
    exempt: {
      type: "array",
      description: "Namespaces that may be excluded.",
      default: ["kube-system", "kube-public", "kube-node-lease", "gatekeeper-system"],
    },
  },
  scope: "resource",
  appliesTo: (resource) =>
    isKind(resource, "config.gatekeeper.sh/Config", "/Namespace") ||
    (resource.kubernetes?.apiVersion.startsWith("constraints.gatekeeper.sh/") ?? false),
  check: (resource, { params }) => {
    const object = objectOf(resource);
    const allowed = items(params["exempt"]);
    if (isKind(resource, "/Namespace")) return allowed.includes(resource.kubernetes?.name) ? [] : judgeLabel(object);
    const matches = each(object, "spec", "match");
    const excluded = matches.flatMap((match) => each(match, "excludedNamespaces"));
    return [
      ...excluded.flatMap((name) => mustBe(name, (given) => allowed.includes(given), allowed.map(String).join(", "))),
      ...matches.flatMap((match) =>
        mustBe(below(match, "labelSelector"), selectsEverything, "no labelSelector, or an empty one"),
      ),
    ];
  },
};

function judgeLabel(namespace: Subject): readonly Finding[] {
  const labels = below(namespace, "metadata", "labels");
  return isUnknown(labels.value) ? [] : mustBe(below(labels, IGNORE), isAbsent, "no such label");
}
