import { ofKind } from "../../lib/kinds.ts";
import { ADVICE } from "../../lib/levels.ts";
import { read, isAbsent, isUnknown } from "../../lib/plain.ts";
import { unlessReasoned } from "../../lib/reachability/judgePolicy.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";

export const rbacCrossNamespace: ResourceRule = {
  name: "rbac-cross-namespace",
  title: "Rights in a namespace go to accounts of that namespace",
  description:
    "A subject of a RoleBinding that is a ServiceAccount must be of the binding's own namespace, unless the annotation palisade.dev/reason says why: whoever takes over the other namespace has rights here. Collectors and operators need it; they are few and say so.",
  severity: "medium",
  level: ADVICE,
  controls: [
    "P-13",
    "P-124",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.2",
    "SOC2 CC6.3",
    "ISO27001 A.5.15",
  ],
  remediation: "Move the ServiceAccount, or write the reason into the annotation.",
  scope: "resource",
  appliesTo: ofKind("rbac.authorization.k8s.io/RoleBinding"),
  check: (resource) => {
    const own = below(objectOf(resource), "metadata", "namespace").value;
    const accounts = each(objectOf(resource), "subjects").filter(({ value }) => read(value, "kind") === "ServiceAccount");
    const findings = accounts.flatMap((subject) =>
      mustBe(below(subject, "namespace"), (given) => isAbsent(given) || isUnknown(own) || given === own, "its own namespace"),
    );
    return unlessReasoned(resource, findings);
  },
};
