import { admissionPolicyEnforced } from "./admission-policy-enforced.ts";
import { constraintEnforced } from "./constraint-enforced.ts";
import { gatekeeperExemptions } from "./gatekeeper-exemptions.ts";
import { imagePolicyAuthority } from "./image-policy-authority.ts";
import { imageUnmatched } from "./image-unmatched.ts";
import { mutatorSecurity } from "./mutator-security.ts";
import { policyControllerNoMatch } from "./policy-controller-no-match.ts";
import { psaNamespaceLabel } from "./psa-namespace-label.ts";
import { webhookFailClosed } from "./webhook-fail-closed.ts";
import { webhookReplicas } from "./webhook-replicas.ts";
import { webhookScope } from "./webhook-scope.ts";
import { webhookSelfExclusion } from "./webhook-self-exclusion.ts";
import { webhookTimeout } from "./webhook-timeout.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about what the cluster lets in. */
export const admissionRules: readonly Rule[] = [
  admissionPolicyEnforced,
  constraintEnforced,
  gatekeeperExemptions,
  imagePolicyAuthority,
  imageUnmatched,
  mutatorSecurity,
  policyControllerNoMatch,
  psaNamespaceLabel,
  webhookFailClosed,
  webhookReplicas,
  webhookScope,
  webhookSelfExclusion,
  webhookTimeout,
];
