import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { automountTokenSa } from "../../../../policy/rules/identity/automount-token-sa.ts";
import { serviceAccount } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(automountTokenSa, serviceAccount, [
  [
    "not set",
    { automountServiceAccountToken: undefined },
    "ServiceAccount shop/web does not set automountServiceAccountToken; allowed: false",
  ],
  [
    "true",
    { automountServiceAccountToken: true },
    "ServiceAccount shop/web sets automountServiceAccountToken to true; allowed: false",
  ],
  [
    "an unknown value",
    { automountServiceAccountToken: UNKNOWN },
    "unknown: ServiceAccount shop/web: automountServiceAccountToken is not known before deployment; allowed: false",
  ],
]);
