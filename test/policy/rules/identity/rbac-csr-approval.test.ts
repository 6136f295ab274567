import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { rbacCsrApproval } from "../../../../policy/rules/identity/rbac-csr-approval.ts";
import { role } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(rbacCsrApproval, role, [
  [
    "approval",
    { "rules[1]": { apiGroups: ["certificates.k8s.io"], resources: ["certificatesigningrequests/approval"], verbs: ["update"] } },
    "Role shop/web: rules[1] allows update on certificatesigningrequests/approval; allowed: signers listed in resourceNames, no approval",
  ],
  [
    "any signer",
    { "rules[1]": { apiGroups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["sign"] } },
    "Role shop/web: rules[1] allows sign on signers; allowed: signers listed in resourceNames, no approval",
  ],
  [
    "a named signer",
    {
      "rules[1]": {
        apiGroups: ["certificates.k8s.io"],
        resources: ["signers"],
        verbs: ["sign"],
        resourceNames: ["example.com/web"],
      },
    },
  ],
  [
    "asking for a certificate",
    { "rules[1]": { apiGroups: ["certificates.k8s.io"], resources: ["certificatesigningrequests"], verbs: ["create"] } },
  ],
  [
    "unknown verbs",
    { "rules[1]": { apiGroups: ["certificates.k8s.io"], resources: ["signers"], verbs: UNKNOWN } },
    "unknown: Role shop/web: rules[1] is not known before deployment; allowed: signers listed in resourceNames, no approval",
  ],
]);
