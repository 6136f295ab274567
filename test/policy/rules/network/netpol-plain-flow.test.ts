import { describe, expect, it } from "vitest";
import { netpolPlainFlow } from "../../../../policy/rules/network/netpol-plain-flow.ts";
import { FLOWS } from "../../lib/reachability/declaredFixture.ts";
import { check, judgesFlowGraphs } from "./flowFixture.ts";

describe("netpol-plain-flow [P-49]", () => {
  judgesFlowGraphs(netpolPlainFlow);
  const plain = { by: "plain", reason: "old client", reference: "ADR 7" };
  it("fails on a plain flow between workloads, from dev on", () => {
    expect(check(netpolPlainFlow, { flows: { cache: { ...FLOWS.cache, authentication: plain } } })).toEqual([
      "fail: flow gateway/proxy -> data/cache (sessions) is plain; allowed between workloads: spiffe, istio, linkerd or tls",
    ]);
    expect(netpolPlainFlow.level).toEqual({ local: "disabled", dev: "advisory", staging: "mandatory", prod: "mandatory" });
  });
  it("passes TLS with a reason", () => {
    expect(check(netpolPlainFlow, { flows: { cache: { ...FLOWS.cache, authentication: { ...plain, by: "tls" } } } })).toEqual([]);
  });
});
