import { UNKNOWN, type Plain, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { auditStoreAccount } from "../../../../policy/rules/audit/audit-store-account.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const MESSAGE = "the audit store is in the account of its writers; allowed: an account of its own";
const store = (account: Plain): PolicyResource =>
  pulumiResource("palisade:audit:AuditStore", { account, writersAccount: "222233334444" });

worldCases(auditStoreAccount, [
  ["an account of its own", [store("444455556666")]],
  ["the account of the workloads", [store("222233334444")], MESSAGE],
  ["an account that is not known", [store(UNKNOWN)], `unknown: ${MESSAGE}`],
  ["a program without an audit store", [], NOT_APPLICABLE],
]);
