import { z } from "zod";
import type { Problem } from "../shared/problem.ts";

export const PROFILES = ["local", "dev", "staging", "prod"] as const;

/** Defaults and minimum hardening of a stack, weakest first (P-66). */
export type Profile = (typeof PROFILES)[number];

/** One control: what it means, its value per profile, and which of two values is harder. */
interface ControlRow<T extends number | boolean> {
  readonly description: string;
  readonly values: Readonly<Record<Profile, T>>;
  /** `higher`: true over false, the larger number; `lower`: the smaller number. */
  readonly harder: "higher" | "lower";
}

/**
 * The profiles, as a table: a row per control, a column per profile. Every row hardens from left to right, which a test proves.
 * A stack may raise a control in `palisade:controls`; lowering one takes a waiver there.
 */
export const CONTROLS = {
  minReplicas: row("Fewest replicas of a service that users depend on.", [1, 1, 2, 2]),
  spiffeRequired: row("SPIFFE mTLS is the only identity; identity by header is refused.", [false, false, true, true]),
  plainFlowsRefused: row("No unauthenticated flow between workloads of the platform.", [false, false, true, true]),
  digestsRequired: row("Every image is named by digest.", [false, false, true, true]),
  networkPolicyEnforced: row("The cluster's network plug-in enforces NetworkPolicies.", [false, true, true, true]),
  kubeletVerified: row("The SPIRE agent verifies the kubelet it asks about pods.", [false, false, true, true]),
  protectStateful: row("Namespaces, volumes, clusters and keys are protected from deletion.", [false, false, true, true]),
  privateApiServer: row("The API server of a cluster of ours has no public address.", [false, false, false, true]),
  redundantEgress: row("Each zone has its own way out, so that the loss of one stops no other.", [false, false, false, true]),
  clusterLogDays: row("Days for which logs of control plane and network are kept, at least.", [7, 30, 90, 365]),
  modelMediation: row("PRECINCT's model mediation gate is on.", [false, false, false, true]),
  spireProduction: row("SPIRE keeps its data and its keys outside its pods.", [false, false, false, true]),
  maxSvidHours: row("Longest life of an X.509-SVID, in hours.", [24, 24, 12, 1], "lower"),
} as const satisfies Record<string, ControlRow<boolean> | ControlRow<number>>;

export type ControlName = keyof typeof CONTROLS;

export const CONTROL_NAMES = Object.keys(CONTROLS) as readonly ControlName[];

/** The resolved value of every control of a stack. */
export type Controls = { readonly profile: Profile } & {
  readonly [K in ControlName]: (typeof CONTROLS)[K] extends ControlRow<boolean> ? boolean : number;
};

const waiverSchema = z.strictObject({
  owner: z.string().min(1).describe("Who answers for it."),
  reason: z.string().min(20).describe("Why the control cannot be kept, at least 20 characters."),
  ticket: z.string().min(1).describe("Where the work to remove it is tracked."),
  expires: z.iso.date().describe("Last day it holds, YYYY-MM-DD; at most 90 days ahead in prod."),
});

function controlSchema(name: ControlName): ControlSchema {
  const value = typeof CONTROLS[name].values.prod === "boolean" ? z.boolean() : z.int().min(0);
  return z
    .union([value, z.strictObject({ value: value.describe("The lowered value."), waiver: waiverSchema })])
    .optional()
    .describe(`${CONTROLS[name].description} Bare values may only raise the profile's; lowering takes {value, waiver}.`);
}

type ControlSchema = z.ZodOptional<z.ZodType<ControlChoice, ControlChoice>>;

type ControlChoice = number | boolean | { readonly value: number | boolean; readonly waiver: z.infer<typeof waiverSchema> };

/** `palisade:controls`. */
export const controlsConfig = z.strictObject(
  Object.fromEntries(CONTROL_NAMES.map((name) => [name, controlSchema(name)])) as Record<ControlName, ControlSchema>,
);

export type ControlChoices = Readonly<Partial<Record<ControlName, ControlChoice | undefined>>>;

/** Longest waiver of a control, in days. */
export const WAIVER_DAYS: Readonly<Record<Profile, number>> = { local: 3650, dev: 365, staging: 180, prod: 90 };

/** True when `a` is at least as hard as `b`. */
export function atLeastAsHard(name: ControlName, a: number | boolean, b: number | boolean): boolean {
  return CONTROLS[name].harder === "higher" ? Number(a) >= Number(b) : Number(a) <= Number(b);
}

/** The profile's controls with the stack's choices applied, and every choice that lowers one without a valid waiver. */
export function resolveControls(
  profile: Profile,
  choices: ControlChoices,
  today: string,
): { readonly controls: Controls; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const values = CONTROL_NAMES.map((name) => {
    const choice = choices[name];
    const minimum = CONTROLS[name].values[profile];
    if (choice === undefined) return [name, minimum] as const;
    problems.push(...choiceProblems({ name, choice, profile, today }));
    return [name, typeof choice === "object" ? choice.value : choice] as const;
  });
  return { controls: { profile, ...Object.fromEntries(values) } as Controls, problems };
}

interface Choice {
  readonly name: ControlName;
  readonly choice: ControlChoice;
  readonly profile: Profile;
  readonly today: string;
}

function choiceProblems({ name, choice, profile, today }: Choice): readonly Problem[] {
  const minimum = CONTROLS[name].values[profile];
  const path = `palisade:controls.${name}`;
  if (typeof choice !== "object") {
    if (atLeastAsHard(name, choice, minimum)) return [];
    const allowed = `profile ${profile} demands ${String(minimum)} or harder`;
    return [
      {
        path,
        given: `was ${String(choice)}`,
        allowed,
        change: "raise it, or give {value, waiver} with owner, reason, ticket and expiry",
      },
    ];
  }
  if (choice.waiver.expires < today) {
    return [
      {
        path,
        given: `waiver expired on ${choice.waiver.expires}`,
        allowed: "a waiver holds until its expiry",
        change: "remove the waiver or renew it with its owner",
      },
    ];
  }
  const days = (Date.parse(choice.waiver.expires) - Date.parse(today)) / 86_400_000;
  if (days <= WAIVER_DAYS[profile]) return [];
  const allowed = `at most ${WAIVER_DAYS[profile]} days in ${profile}`;
  return [{ path, given: `waiver runs ${days} days`, allowed, change: "choose an earlier expiry" }];
}

function row<T extends number | boolean>(
  description: string,
  values: readonly [T, T, T, T],
  harder: "higher" | "lower" = "higher",
): ControlRow<Widen<T>> {
  const [local, dev, staging, prod] = values as unknown as readonly [Widen<T>, Widen<T>, Widen<T>, Widen<T>];
  return { description, values: { local, dev, staging, prod }, harder };
}

type Widen<T> = T extends boolean ? boolean : number;
