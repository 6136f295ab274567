import { judgePlace } from "../../lib/cloud/settings.ts";
import { ofKind, isKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { entries, read, text, items } from "../../lib/plain.ts";
import { NAMESPACE_NAME_LABEL } from "../../lib/reachability/cluster.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, objectOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

export const spireUnanchoredSelector: ResourceRule = {
  name: "spire-unanchored-selector",
  title: "SPIRE identities are tied to a namespace by its name",
  description:
    "A ClusterSPIFFEID must select its namespaces by kubernetes.io/metadata.name, which nobody can change, and its pods by labels (without any, every pod of the namespace becomes the workload), and a ClusterStaticEntry must name the namespace and the ServiceAccount of the workload (k8s:ns, k8s:sa): by a label of one's own, or by a user id, any pod can become the workload. Entries for nodes name their node attestor.",
  severity: "critical",
  level: FROM_STAGING,
  controls: ["P-49", "P-50", "PCI-DSS 8.2.1", "SOC2 CC6.1", "ISO27001 A.5.16"],
  remediation: "Select by kubernetes.io/metadata.name; write the selectors k8s:ns:<namespace> and k8s:sa:<name>.",
  scope: "resource",
  appliesTo: ofKind("spire.spiffe.io/ClusterSPIFFEID", "spire.spiffe.io/ClusterStaticEntry"),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    if (isKind(resource, "spire.spiffe.io/ClusterStaticEntry"))
      return judgePlace(below(spec, "selectors"), areAnchored, "k8s:ns:… and k8s:sa:…, or a node attestor");
    return [
      ...judgePlace(below(spec, "namespaceSelector"), namesNamespaces, `${NAMESPACE_NAME_LABEL} with exact values`),
      ...judgePlace(below(spec, "podSelector"), selectsSome, "a podSelector with labels"),
    ];
  },
};

function namesNamespaces(selector: Plain): boolean {
  const exact = read(selector, "matchLabels", NAMESPACE_NAME_LABEL);
  const listed = items(read(selector, "matchExpressions")).some(
    (one) =>
      read(one, "key") === NAMESPACE_NAME_LABEL && read(one, "operator") === "In" && items(read(one, "values")).every(text),
  );
  return listed || (text(exact) ?? "") !== "";
}

function selectsSome(selector: Plain): boolean {
  return entries(read(selector, "matchLabels")).length > 0 || items(read(selector, "matchExpressions")).length > 0;
}

function areAnchored(selectors: Plain): boolean {
  const written = items(selectors).map((one) => text(one) ?? "");
  const has = (pattern: RegExp): boolean => written.some((one) => pattern.test(one));
  return has(/^(k8s_psat|k8s_sat|aws_iid|gcp_iit|azure_msi|x509pop):./) || (has(/^k8s:ns:./) && has(/^k8s:sa:./));
}
