/** Asks a cloud one question, without its SDK. */

/** An answer of any kind, or the reason why there was none. */
export type Answer =
  { readonly status: number; readonly body: Readonly<Record<string, unknown>> } | { readonly unreachable: string };

const TIMEOUT_MS = 10_000;

/** One request. An answer that is no JSON object has an empty body; nothing of it is ever shown. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, body: objectOf(await response.text()) };
  } catch (error) {
    return { unreachable: reasonOf(error) };
  }
}

/** The text at a path of keys; undefined when there is none. */
export function textAt(body: unknown, ...keys: readonly string[]): string | undefined {
  const value = keys.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    body,
  );
  return typeof value === "string" && value !== "" ? value : undefined;
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error && "code" in cause) return String(cause.code);
  return error.name === "TimeoutError" ? `no answer within ${TIMEOUT_MS / 1000} s` : error.message;
}
