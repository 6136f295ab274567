import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceAccountTokenSecret } from "../../../../policy/rules/secrets/service-account-token-secret.ts";
import { secret } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceAccountTokenSecret, secret, [
  ["a certificate", { type: "kubernetes.io/tls" }],
  [
    "a token",
    { type: "kubernetes.io/service-account-token" },
    'Secret shop/db sets type to "kubernetes.io/service-account-token"; allowed: a type without a token',
  ],
  [
    "a type that is not known",
    { type: UNKNOWN },
    "unknown: Secret shop/db: type is not known before deployment; allowed: a type without a token",
  ],
]);
