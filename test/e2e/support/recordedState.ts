/** An exported state as a file of this repository: no secret, no path of a machine. Pure. */
import type { State } from "./stackRun.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const FOLDER = "/e2e";

/** Secrets become a text that says so; the folder of the test becomes one that is the same everywhere. */
export function redactedState(state: State, folder: string): unknown {
  return JSON.parse(JSON.stringify(redacted(state)).replaceAll(folder, FOLDER)) as unknown;
}

function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== "object" || value === null) return value;
  if ("plaintext" in value && SIGNATURE in value) return { ...value, plaintext: JSON.stringify(emptied(value.plaintext)) };
  const entries = Object.entries(value).filter(([key]) => !OF_ONE_RUN.has(key));
  return Object.fromEntries(entries.map(([key, child]) => [key, redacted(child)]));
}

/** When, from which line of code, encrypted how: different in every run, and of no use to an upgrade. */
const OF_ONE_RUN = new Set(["created", "modified", "sourcePosition", "stackTrace", "time", "secrets_providers"]);

/** Of the same shape, so that the provider still understands it. */
function emptied(plaintext: unknown): unknown {
  const value: unknown = JSON.parse(String(plaintext));
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "redacted";
  return Object.fromEntries(Object.keys(value).map((key) => [key, "redacted"]));
}

/** For a stack of this machine: its folder, and what encrypts its secrets from now on. */
export function restoredState(text: string, folder: string, stackFile: string): string {
  const salt = /^encryptionsalt: (\S+)$/m.exec(stackFile)?.[1];
  const state = JSON.parse(text.replaceAll(FOLDER, folder)) as State;
  const deployment = { ...state.deployment, secrets_providers: { type: "passphrase", state: { salt } } };
  return JSON.stringify({ ...state, deployment });
}
