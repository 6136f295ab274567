/** Why a preview could not be made. One readable message; everything else helps to find the place. */
import type { Problem } from "../../components/shared/problem.ts";
import { describeProblem } from "../../components/shared/problem.ts";

export interface ProgramError {
  /**
   * - `config`: the project, its stack file or the fixtures are wrong; nothing was run (`problems` lists all of them)
   * - `program`: the program failed
   * - `timeout`: the program was stopped after the limit
   * - `pack`: a policy pack could not be started, or failed
   */
  readonly kind: "config" | "program" | "timeout" | "pack";
  readonly message: string;
  /** `index.ts:12:3`, relative to the project; in the code of the user, when known. */
  readonly source?: string | undefined;
  /** What to look for or change. */
  readonly advice?: string | undefined;
  /** For `--debug` only. */
  readonly stack?: string | undefined;
  readonly problems?: readonly Problem[] | undefined;
}

/** Thrown inside the engine; `runPreview` gives it back as a value. */
export class PreviewFailure extends Error {
  readonly error: ProgramError;

  constructor(error: ProgramError) {
    super(error.message);
    this.error = error;
  }
}

export function configFailure(problems: readonly Problem[]): PreviewFailure {
  return new PreviewFailure({ kind: "config", message: problems.map(describeProblem).join("\n"), problems });
}
