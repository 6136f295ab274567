/** One thing wrong with what the user wrote. All problems are collected and reported together. */
export interface Problem {
  /** Where: `palisade:gateway.replicas`, `flow gateway/precinct-gateway -> data/valkey`, `workload tools/s3-mcp-server`. */
  readonly path: string;
  /** What was given, never a secret value. */
  readonly given: string;
  /** What is allowed. */
  readonly allowed: string;
  /** What to change. */
  readonly change: string;
}

/** The one line shown for a problem: `path: what was given; what is allowed; what to change`. */
export function describeProblem(problem: Problem): string {
  return `${problem.path}: ${problem.given}; ${problem.allowed}; ${problem.change}`;
}
