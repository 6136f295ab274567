import { bindingsOf, namesOf, referencesOf } from "../../lib/bindings.ts";
import { fail, describeResource } from "../../lib/finding.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { WorldRule } from "../../lib/rule.ts";

const RBAC = "rbac.authorization.k8s.io";

export const rbacAbsentSubject: WorldRule = {
  name: "rbac-absent-subject",
  title: "Rights go to accounts that exist",
  description:
    "A ServiceAccount that a binding names must be among the resources when its namespace is, and so must a Role: whoever may create the missing account gets its rights. Accounts that another program makes in a namespace of this one need a waiver.",
  severity: "medium",
  level: FROM_STAGING,
  controls: [
    "P-13",
    "CIS-K8S 5.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 7.2.4",
    "SOC2 CC6.3",
    "ISO27001 A.5.18",
  ],
  remediation: "Create the ServiceAccount or the Role, or remove the binding.",
  scope: "world",
  appliesTo: (world) => bindingsOf(world).length > 0,
  check: (world) => {
    const owned = new Set(world.byKind("Namespace", "").map(({ kubernetes }) => kubernetes?.name));
    const accounts = namesOf(world.byKind("ServiceAccount", ""));
    const roles = namesOf(world.byKind("Role", RBAC));
    return bindingsOf(world).flatMap((subject) =>
      referencesOf(subject)
        .filter(
          ({ namespace, name, kind }) =>
            owned.has(namespace) && !(kind === "Role" ? roles : accounts).has(`${namespace}/${name}`),
        )
        .map(({ kind, namespace, name, path }) =>
          fail(`${describeResource(subject)}: ${kind} ${namespace}/${name} does not exist; allowed: one that does`, {
            subject,
            path,
          }),
        ),
    );
  },
};
