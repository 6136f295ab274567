import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacWebhookWrite } from "../../../../policy/rules/identity/rbac-webhook-write.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacWebhookWrite, role, [
  [
    "creating",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["validatingwebhookconfigurations"],
        verbs: ["create"],
      },
    },
    "Role shop/web: rules[1] allows create on validatingwebhookconfigurations; allowed: changes to configurations listed in resourceNames",
  ],
  [
    "changing any",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["mutatingwebhookconfigurations"],
        verbs: ["get", "patch"],
      },
    },
    "Role shop/web: rules[1] allows patch on mutatingwebhookconfigurations; allowed: changes to configurations listed in resourceNames",
  ],
  [
    "changing a named one",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["mutatingwebhookconfigurations"],
        verbs: ["patch"],
        resourceNames: ["shop"],
      },
    },
  ],
  [
    "creating a named one cannot be limited",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["validatingwebhookconfigurations"],
        verbs: ["create"],
        resourceNames: ["shop"],
      },
    },
    "Role shop/web: rules[1] allows create on validatingwebhookconfigurations; allowed: changes to configurations listed in resourceNames",
  ],
  [
    "policies",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["validatingadmissionpolicybindings"],
        verbs: ["delete"],
      },
    },
    "Role shop/web: rules[1] allows delete on validatingadmissionpolicybindings; allowed: changes to configurations listed in resourceNames",
  ],
  [
    "reading",
    {
      "rules[1]": {
        apiGroups: ["admissionregistration.k8s.io"],
        resources: ["validatingwebhookconfigurations"],
        verbs: ["get", "list", "watch"],
      },
    },
  ],
  [
    "everything",
    { "rules[1]": { apiGroups: ["*"], resources: ["*"], verbs: ["*"] } },
    "Role shop/web: rules[1] allows * on *; allowed: changes to configurations listed in resourceNames",
  ],
  [
    "unknown resources",
    { "rules[1]": { apiGroups: ["admissionregistration.k8s.io"], resources: UNKNOWN, verbs: ["create"] } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: changes to configurations listed in resourceNames",
  ],
]);
