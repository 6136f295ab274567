import type { Problem } from "../../shared/problem.ts";
import type { Reason } from "../../shared/reason.ts";
import { describeEndpoint, describeFlow, describePort } from "../describe.ts";
import type { Authentication, Endpoint, Flow, FlowGraph } from "../graph.ts";
import { reasonOf } from "../reasons.ts";
import type { FlowCheck } from "./flowCheck.ts";

type Owner = Extract<Authentication["by"], "spiffe" | "istio" | "linkerd">;

const OWNERS: ReadonlySet<string> = new Set(["spiffe", "istio", "linkerd"] satisfies Owner[]);

/** Peers that can have a SPIFFE identity of their own, or hide clients that do: node ports and TLS passthrough rewrite the source address. */
const MAY_HAVE_IDENTITY: ReadonlySet<Endpoint["kind"]> = new Set([
  "foreignPods",
  "labelledNamespaces",
  "externalHost",
  "cidr",
  "nodes",
  "ingressController",
]);

/** What proves both ends can do so, and what does not prove them says why. */
export function authenticationProblems(flow: Flow, check: FlowCheck): readonly Problem[] {
  const path = `flow ${describeFlow(flow)}`;
  return [
    ...mechanismProblems(path, flow, check),
    ...reasonsGiven(flow)
      .filter(({ reason, reference }) => reason.trim() === "" || reference.trim() === "")
      .map(() => blankReason(path)),
  ];
}

function mechanismProblems(path: string, flow: Flow, check: FlowCheck): readonly Problem[] {
  switch (flow.authentication.by) {
    case "spiffe":
      return [flow.from, flow.to].filter((end) => lacksIdentity(end, check)).map((end) => noIdentity(path, end));
    case "istio":
    case "linkerd":
      return [meshNotBuilt(path, flow.authentication.by)];
    case "plain":
      return check.plainRefused && isInside(flow) ? [plainRefused(path)] : [];
    default:
      return [];
  }
}

function isInside({ from, to }: Flow): boolean {
  return from.kind === "workload" && to.kind === "workload";
}

function lacksIdentity(end: Endpoint, { nodes }: FlowCheck): boolean {
  if (end.kind !== "workload") return !MAY_HAVE_IDENTITY.has(end.kind);
  const node = nodes.get(end.key);
  return node !== undefined && node.identity === undefined;
}

function noIdentity(path: string, end: Endpoint): Problem {
  return {
    path,
    given: `is authenticated by spiffe and ${describeEndpoint(end)} has no identity`,
    allowed: "both ends have a SPIFFE identity",
    change:
      end.kind === "workload"
        ? "give the workload an identity, or choose tls with a reason"
        : "choose tls or plain with a reason",
  };
}

function meshNotBuilt(path: string, by: "istio" | "linkerd"): Problem {
  return {
    path,
    given: `is authenticated by ${by}: mesh not built yet in this configuration`,
    allowed: "spiffe, tls with a reason, plain with a reason",
    change: "choose spiffe",
  };
}

function plainRefused(path: string): Problem {
  return {
    path,
    given: "is plain between two workloads of the platform",
    allowed: "this profile demands authentication inside the platform",
    change: "choose spiffe, or tls with a reason",
  };
}

function reasonsGiven({ from, to, authentication }: Flow): readonly Reason[] {
  const own = authentication.by === "tls" || authentication.by === "plain" ? [authentication] : [];
  return [...own, ...[reasonOf(from), reasonOf(to)].filter((why) => why !== undefined)];
}

function blankReason(path: string): Problem {
  return {
    path,
    given: "has a blank reason or reference",
    allowed: "a reason says what does not work without the loosening, a reference where that is written",
    change: "write both",
  };
}

/** One mTLS owner on each path: a connection wrapped twice hides the caller from one of them. */
export function ownerProblems({ flows }: FlowGraph): readonly Problem[] {
  const owned = flows.flatMap((flow) =>
    OWNERS.has(flow.authentication.by) ? [{ flow, owner: flow.authentication.by as Owner }] : [],
  );
  const paths = owned.map(({ flow, owner }) => ({ where: `flow ${describeFlow(flow)}`, owner }));
  const listeners = owned.flatMap(({ flow, owner }) =>
    flow.to.kind === "workload"
      ? flow.ports.map((port) => ({ where: `workload ${describeEndpoint(flow.to)} ${describePort(port)}`, owner }))
      : [],
  );
  const meshed = owned
    .filter(({ owner }) => owner !== "spiffe")
    .flatMap(({ flow, owner }) =>
      [flow.from, flow.to]
        .filter((end) => end.kind === "workload")
        .map((end) => ({ where: `workload ${describeEndpoint(end)}`, owner })),
    );
  return [paths, listeners, meshed].flatMap(mixedOwners);
}

function mixedOwners(claims: readonly { readonly where: string; readonly owner: Owner }[]): readonly Problem[] {
  return [...Map.groupBy(claims, ({ where }) => where)].flatMap(([where, same]) => {
    const owners = [...new Set(same.map(({ owner }) => owner))].sort();
    return owners.length < 2 ? [] : [twoOwners(where, owners)];
  });
}

function twoOwners(path: string, owners: readonly Owner[]): Problem {
  return {
    path,
    given: `mTLS is owned by ${owners.join(" and ")}`,
    allowed: "one identity provider for each path",
    change: "choose one of them",
  };
}
