import type { Problem } from "../../shared/problem.ts";
import { yamlOf, type Bundle } from "./bundle.ts";

/** Tool grants that can never match a caller of this stack, or that match callers of any kind. */
export function grantProblems(bundle: Bundle, trustDomain: string): readonly Problem[] {
  const data = yamlOf(bundle.get("opa/tool_grants.yaml")) as
    { tool_grants?: readonly { spiffe_pattern: string }[] } | null | undefined;
  return (data?.tool_grants ?? [])
    .filter(({ spiffe_pattern }) => !new RegExp(`^spiffe://(\\*|${escape(trustDomain)})/[^*]`).test(spiffe_pattern))
    .map(({ spiffe_pattern }) => ({
      path: "palisade:gateway.policyBundle",
      given: `tool_grants.yaml grants "${spiffe_pattern}"`,
      allowed: `a pattern starts with spiffe://${trustDomain}/ and a fixed first segment; the trust domain alone may be "*"`,
      change: "correct the pattern and sign the file again",
    }));
}

function escape(text: string): string {
  return text.replace(/[.]/g, "\\.");
}
