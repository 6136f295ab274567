import { PolicyPack } from "@pulumi/policy";
import { dispatchingPolicies } from "./lib/pulumiAdapter.ts";
import { today } from "./lib/today.ts";
import { RULES } from "./rules/index.ts";

new PolicyPack("palisade", {
  displayName: "Palisade",
  description: "Hardening rules for Kubernetes and cloud resources, with a verdict for what cannot be known yet.",
  policies: dispatchingPolicies(RULES, today()),
});
