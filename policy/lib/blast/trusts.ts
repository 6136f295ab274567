import { evaluate } from "../reachability/evaluate.ts";
import { readCluster } from "../reachability/cluster.ts";
import { text, read } from "../plain.ts";
import { containersOf } from "../subject.ts";
import type { World } from "../rule.ts";
import type { Trust } from "./caps.ts";
import { climb, describeHeld, heldBy, nameOf, type Climb, type Ground, type Position } from "./climb.ts";
import type { Holder } from "./workloads.ts";

/** A trust that a workload has, and where it comes from. */
export interface Trusted {
  readonly trust: Trust;
  readonly because: string;
}

/** Programs that keep other programs' secrets. */
const SECRET_STORE = /(^|\/)(spike-nexus|vault|openbao)([:@-]|$)/;

/** Everything that workloads of a world have to be trusted with, each trust once with its first reason. */
export function trustsOf(world: World, ground: Ground): ReadonlyMap<Holder, readonly Trusted[]> {
  const toStore = reachTheStore(world, ground);
  return new Map(
    ground.holders.map((holder) => {
      const all = [...positionsOf(holder, ground), ...rightsOf(holder, ground), ...(toStore.get(holder.workload.id) ?? [])];
      const everything = all.filter(({ trust }) => trust === "cluster");
      return [holder, everything.length > 0 ? everything : firstOfEach(all)];
    }),
  );
}

function firstOfEach(trusts: readonly Trusted[]): readonly Trusted[] {
  return trusts.filter((one, at) => trusts.findIndex(({ trust }) => trust === one.trust) === at);
}

/** Rights of the ServiceAccount count although its pods may hold no token: one field, or one thief, gives it to them. */
function rightsOf({ account }: Holder, ground: Ground): readonly Trusted[] {
  return heldBy(account, ground)
    .filter(({ names }) => names.length === 0)
    .map((held) => ({ trust: held.capability, because: `${nameOf({ kind: "account", account })} ${describeHeld(held)}` }));
}

function positionsOf(holder: Holder, ground: Ground): readonly Trusted[] {
  const own = holder.escapes.map((why): Trusted => ({ trust: "node", because: `it ${why}` }));
  const taken = climb([{ kind: "account", account: holder.account }], ground);
  return [...own, ...wayTo("node", { kind: "node" }, taken), ...wayTo("cluster", { kind: "cluster" }, taken)];
}

/** All steps to a position, the first one first. */
function wayTo(trust: Trust, position: Position, taken: Climb): readonly Trusted[] {
  const steps: string[] = [];
  for (let at = taken.get(nameOf(position)); at !== undefined; at = taken.get(at.step.from)) {
    steps.unshift(`${at.step.from} ${at.step.by}`);
  }
  return steps.length === 0 ? [] : [{ trust, because: steps.join(", then ") }];
}

/** Reachability is only computed where there is a store. */
function reachTheStore(world: World, { holders }: Ground): ReadonlyMap<string, readonly Trusted[]> {
  const stores = new Set(holders.filter(isStore).map(({ workload }) => workload.id));
  if (stores.size === 0) return new Map();
  const { pods } = evaluate(readCluster(world.resources));
  const reaching = pods.flatMap(({ from: sources, to: destinations }) => {
    const to = destinations.find(({ id }) => stores.has(id));
    return to === undefined ? [] : sources.filter(({ id }) => !stores.has(id)).map((from) => ({ from, to }));
  });
  return new Map(
    reaching.map(({ from, to }) => [
      from.id,
      [{ trust: "reach-secret-store", because: `the NetworkPolicies open ${to.id} to it` }],
    ]),
  );
}

function isStore({ resource }: Holder): boolean {
  return containersOf(resource).some(({ value }) => SECRET_STORE.test(text(read(value, "image")) ?? ""));
}
