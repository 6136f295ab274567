import { clusterSecretStoreScope } from "./cluster-secret-store-scope.ts";
import { encryptionConfigKms } from "./encryption-config-kms.ts";
import { externalSecretRefresh } from "./external-secret-refresh.ts";
import { plainSecret } from "./plain-secret.ts";
import { secretEnv } from "./secret-env.ts";
import { secretEnvLiteral } from "./secret-env-literal.ts";
import { secretInAnnotation } from "./secret-in-annotation.ts";
import { secretInArgs } from "./secret-in-args.ts";
import { secretInConfigmap } from "./secret-in-configmap.ts";
import { serviceAccountTokenSecret } from "./service-account-token-secret.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about secrets and where they stand. */
export const secretsRules: readonly Rule[] = [
  clusterSecretStoreScope,
  encryptionConfigKms,
  externalSecretRefresh,
  plainSecret,
  secretEnv,
  secretEnvLiteral,
  secretInAnnotation,
  secretInArgs,
  secretInConfigmap,
  serviceAccountTokenSecret,
];
