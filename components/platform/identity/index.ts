import type { ComponentResourceOptions } from "@pulumi/pulumi";
import type { DomainPlan, PlanContext } from "../context.ts";
import type { IdentityConfig } from "./config.ts";
import type { IdentityArgs, IdentityProvider } from "./contract.ts";
import { spirePlan } from "./spire/plan.ts";
import { Spire } from "./spire/Spire.ts";

interface Variant {
  readonly plan: (context: PlanContext) => DomainPlan;
  readonly create: (name: string, args: IdentityArgs, opts?: ComponentResourceOptions) => IdentityProvider;
}

const VARIANTS: Readonly<Record<IdentityConfig["kind"], Variant>> = {
  spire: { plan: spirePlan, create: (name, args, opts) => new Spire(name, args, opts) },
};

/** What the chosen identity provider contributes to the plan. */
export function identityPlan(context: PlanContext): DomainPlan {
  return VARIANTS[context.config.identity.kind].plan(context);
}

/** Realises the chosen identity provider. */
export function createIdentity(name: string, args: IdentityArgs, opts?: ComponentResourceOptions): IdentityProvider {
  return VARIANTS[args.plan.config.identity.kind].create(name, args, opts);
}
