import { getStack } from "@pulumi/pulumi";
import { FlowPolicies } from "../../../../components/flow/FlowPolicies.ts";
import type { FlowGraph } from "../../../../components/flow/graph.ts";
import { SpiffeRegistrations } from "../../../../components/flow/SpiffeRegistrations.ts";
import { FACTS, GOOD, node, VALKEY } from "../graphFixture.ts";

const twice = node("tools/copy", 1, { identity: VALKEY.identity });
const graph: FlowGraph = getStack() === "duplicate" ? { ...GOOD, nodes: [...GOOD.nodes, twice] } : GOOD;

const policies = new FlowPolicies("flows", { graph, facts: FACTS });
new SpiffeRegistrations("identities", { graph, className: "spire-server" }, { dependsOn: policies });
