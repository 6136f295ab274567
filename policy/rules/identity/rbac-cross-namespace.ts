import { namesOf } from "../../lib/bindings.ts";
import { ADVICE } from "../../lib/levels.ts";
import { read, text, isAbsent, isUnknown, items } from "../../lib/plain.ts";
import { unlessReasoned } from "../../lib/reasoned.ts";
import type { WorldRule, World } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf } from "../../lib/subject.ts";
import type { Finding, PolicyResource } from "../../lib/verdict.ts";

const RBAC = "rbac.authorization.k8s.io";
const bindingsIn = (world: World): readonly PolicyResource[] => world.byKind("RoleBinding", RBAC);

export const rbacCrossNamespace: WorldRule = {
  name: "rbac-cross-namespace",
  title: "Rights in a namespace go to accounts of that namespace",
  description:
    "A subject of a RoleBinding that is a ServiceAccount must be of the binding's own namespace, unless its Role allows named objects only (resourceNames) or the annotation palisade.dev/reason says why: whoever takes over the other namespace has rights here. Collectors and operators need it; they are few and say so.",
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
  remediation: "Move the ServiceAccount, name the objects, or write the reason into the annotation.",
  scope: "world",
  appliesTo: (world) => bindingsIn(world).length > 0,
  check: (world) => {
    const exact = namesOf(world.byKind("Role", RBAC).filter(namesObjects));
    return bindingsIn(world)
      .filter(({ props, kubernetes }) => !exact.has(`${kubernetes?.namespace}/${text(read(props, "roleRef", "name"))}`))
      .flatMap((binding) => judge(binding).map((finding) => ({ ...finding, subject: binding })));
  },
};

function namesObjects({ props }: PolicyResource): boolean {
  return items(read(props, "rules")).every((rule) => items(read(rule, "resourceNames")).some((name) => !isUnknown(name)));
}

function judge(binding: PolicyResource): readonly Finding[] {
  const own = below(objectOf(binding), "metadata", "namespace").value;
  const accounts = each(objectOf(binding), "subjects").filter(({ value }) => read(value, "kind") === "ServiceAccount");
  const findings = accounts.flatMap((subject) =>
    mustBe(below(subject, "namespace"), (given) => isAbsent(given) || isUnknown(own) || given === own, "its own namespace"),
  );
  return unlessReasoned(binding, findings);
}
