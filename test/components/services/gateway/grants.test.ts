import { expect, test } from "vitest";
import { grantProblems } from "../../../../components/services/gateway/grants.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";

const problems = (pattern: string): readonly string[] => {
  const content = Buffer.from(JSON.stringify({ tool_grants: [{ spiffe_pattern: pattern }] }));
  return grantProblems(new Map([["opa/tool_grants.yaml", content]]), "agents.internal").map(describeProblem);
};

test.each([
  "spiffe://agents.internal/ns/agents/sa/reader",
  "spiffe://agents.internal/ns/agents/sa/*",
  "spiffe://*/ns/agents/sa/reader",
])("a grant for %s can match a caller", (pattern) => {
  expect(problems(pattern)).toEqual([]);
});

test.each([
  "spiffe://poc.local/ns/agents/sa/reader",
  "spiffe://agentsXinternal/ns/a",
  "spiffe://*/*",
  "*",
  "spiffe://agents.internal/",
])("a grant for %s is refused: it matches nobody, or anybody", (pattern) => {
  expect(problems(pattern)).toEqual([
    `palisade:gateway.policyBundle: tool_grants.yaml grants "${pattern}"; a pattern starts with spiffe://agents.internal/ and a fixed first segment; the trust domain alone may be "*"; correct the pattern and sign the file again`,
  ]);
});
