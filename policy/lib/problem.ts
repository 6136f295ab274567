import type { z } from "zod";

/** One thing wrong with what the user wrote. All problems are collected and reported together. */
export interface Problem {
  /** Where: `waivers[2].expires`, `deploy/web.yaml:12`. */
  readonly path: string;
  /** What was given, never a secret value. */
  readonly given: string;
  readonly allowed: string;
  /** What to change. */
  readonly change: string;
}

/** The one line shown for a problem: `path: what was given; what is allowed; what to change`. */
export function describeProblem({ path, given, allowed, change }: Problem): string {
  return `${path}: ${given}; ${allowed}; ${change}`;
}

/** Bad input: carries every problem, shown one a line and without a stack trace. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join("\n"));
    this.name = "InputError";
    this.problems = problems;
    // The gRPC layer of a policy pack sends the stack to the user; the message is all they need.
    this.stack = this.message;
  }
}

/** `waivers[2].expires` for `["waivers", 2, "expires"]`. */
export function joinPath(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((joined, step) => {
    if (typeof step === "number") return `${joined}[${step}]`;
    return joined === "" ? String(step) : `${joined}.${String(step)}`;
  }, root);
}

/** The problems of a failed zod parse, one for each field; `root` stands before every path. */
export function zodProblems(error: z.core.$ZodError, root: string): readonly Problem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        path: joinPath(root, [...issue.path, key]),
        given: "unknown key",
        allowed: "only the documented keys are allowed",
        change: "correct its spelling or remove it",
      }));
    }
    return [
      {
        path: joinPath(root, issue.path) || "(root)",
        given: givenOf(issue),
        allowed: issue.message,
        change: "correct the value",
      },
    ];
  });
}

function givenOf(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  if (input === undefined) return "missing or not valid";
  if (input === null) return "empty";
  return typeof input === "string" && input.length <= 60
    ? `'${input}'`
    : `a value of type ${Array.isArray(input) ? "list" : typeof input}`;
}
