import type { Problem } from "../../../components/shared/problem.ts";

/** What was found out before a deployment. */
export interface Findings {
  /** What a deployment would stumble over. */
  readonly problems: readonly Problem[];
  /** What could not be found out, one sentence each: a deployment goes on, and may stumble over it. */
  readonly unverified: readonly string[];
}

/** A place that takes connections. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** What a cloud says of a stack's account and cluster. */
export interface CloudFindings extends Findings {
  /** Where the API server of the stack's cluster answers; undefined where there is no cluster yet, or nobody could ask. */
  readonly apiServer?: Address | undefined;
}

export const NOTHING: Findings = { problems: [], unverified: [] };

export function joined(findings: readonly Findings[]): Findings {
  return {
    problems: findings.flatMap(({ problems }) => problems),
    unverified: findings.flatMap(({ unverified }) => unverified),
  };
}

export function refusedFor(...problems: readonly Problem[]): Findings {
  return { problems, unverified: [] };
}

export function unverified(...sentences: readonly string[]): Findings {
  return { problems: [], unverified: sentences };
}
