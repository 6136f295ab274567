import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacCrdWrite } from "../../../../policy/rules/identity/rbac-crd-write.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacCrdWrite, role, [
  [
    "reading them",
    { "rules[1]": { apiGroups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: ["get", "list"] } },
  ],
  [
    "one of them",
    {
      "rules[1]": {
        apiGroups: ["apiextensions.k8s.io"],
        resources: ["customresourcedefinitions"],
        verbs: ["patch"],
        resourceNames: ["orders.shop.example.com"],
      },
    },
  ],
  [
    "creating them",
    { "rules[1]": { apiGroups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: ["create"] } },
    "Role shop/web: rules[1] allows create on customresourcedefinitions; allowed: roles that do not change the API, or name the object",
  ],
  [
    "deleting any",
    { "rules[1]": { apiGroups: ["*"], resources: ["customresourcedefinitions"], verbs: ["delete"] } },
    "Role shop/web: rules[1] allows delete on customresourcedefinitions; allowed: roles that do not change the API, or name the object",
  ],
  [
    "a part of the API",
    { "rules[1]": { apiGroups: ["apiregistration.k8s.io"], resources: ["apiservices"], verbs: ["update"] } },
    "Role shop/web: rules[1] allows update on apiservices; allowed: roles that do not change the API, or name the object",
  ],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: ["apiextensions.k8s.io"], resources: ["customresourcedefinitions"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: roles that do not change the API, or name the object",
  ],
]);
