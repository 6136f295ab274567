import { auditChain } from "./audit-chain.ts";
import { auditPolicy } from "./audit-policy.ts";
import { auditStoreAccount } from "./audit-store-account.ts";
import { auditStoreLocked } from "./audit-store-locked.ts";
import type { Rule } from "../../lib/rule.ts";

/** Rules about the audit trail. */
export const auditRules: readonly Rule[] = [auditChain, auditPolicy, auditStoreAccount, auditStoreLocked];
