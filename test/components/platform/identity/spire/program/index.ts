import { Config, secret } from "@pulumi/pulumi";
import type { PlanContext } from "../../../../../../components/platform/context.ts";
import { createIdentity } from "../../../../../../components/platform/identity/index.ts";
import { spireWorkloads } from "../../../../../../components/platform/identity/spire/workloads.ts";
import { type Change, PRODUCTION, spireContext } from "../fixture.ts";
import { GRAPH } from "../graph.ts";

/** Every case is a SPIRE of its own in one program: a child process costs more than a component. */
const CASES: Readonly<Record<string, Change>> = { dev: {}, prod: PRODUCTION };

const password = new Config().get("password") ?? "correct-horse-battery";

for (const [name, change] of Object.entries(CASES)) {
  const context = spireContext(change);
  const config = { trustDomain: context.trustDomain, identity: context.identity };
  createIdentity(name, {
    plan: { config } as unknown as PlanContext,
    workloads: spireWorkloads(context),
    graph: GRAPH,
    secrets: { spireDatabasePassword: secret(password) },
  });
}
