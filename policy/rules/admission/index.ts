import { constraintEnforced } from "./constraint-enforced.ts";
import { psaNamespaceLabel } from "./psa-namespace-label.ts";
import { webhookFailClosed } from "./webhook-fail-closed.ts";
import { webhookTimeout } from "./webhook-timeout.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about what the cluster lets in. */
export const admissionRules: readonly Rule[] = [constraintEnforced, psaNamespaceLabel, webhookFailClosed, webhookTimeout];
