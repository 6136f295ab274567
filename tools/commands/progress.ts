import type { Streams } from "../../policy/cli/outcome.ts";
import type { PreviewEvent } from "../engine/preview.ts";

/** Where progress is shown. */
export interface ProgressPlace {
  /** One line that is written over. */
  readonly terminal: boolean;
  /** A line for each stage. */
  readonly ci: boolean;
}

export const PROCESS_PLACE: ProgressPlace = {
  terminal: process.stderr.isTTY === true && process.env["CI"] === undefined,
  ci: process.env["CI"] !== undefined,
};

const MESSAGES: Readonly<Record<PreviewEvent["kind"], string>> = {
  "program-started": "starting the program",
  "packs-ready": "policy pack ready",
  registered: "registering resources",
  "program-ended": "judging all resources together",
  "explaining-failure": "the program failed; running it again to find the place",
};

/** Progress of one run: on a terminal a line that changes, in CI a line for each stage, in a pipe nothing. */
export function progressOn(
  streams: Streams,
  { terminal, ci }: ProgressPlace,
): { show: (event: PreviewEvent) => void; end: () => void } {
  const clear = "\r\u001b[K";
  if (terminal) {
    return {
      show: (event) => {
        if (tells(event)) streams.err(`${clear}${MESSAGES[event.kind]}${event.kind === "registered" ? `: ${event.count}` : ""}`);
      },
      end: () => streams.err(clear),
    };
  }
  return {
    show: (event) => {
      if (ci && event.kind !== "registered" && tells(event)) streams.err(`${MESSAGES[event.kind]}\n`);
    },
    end: () => undefined,
  };
}

/** A run without policy packs has none that could be ready. */
function tells(event: PreviewEvent): boolean {
  return event.kind !== "packs-ready" || event.names.length > 0;
}
