import { createSign } from "node:crypto";
import { ask, textAt } from "./ask.ts";
import { firstSet, settingsFile, textOf, variable, type Environment } from "./environment.ts";

/** A token of Google, or why there is none. */
export type GcpToken =
  | { readonly token: string; readonly from: string }
  /** A source that only Google's own tools can use, or a service that did not answer. */
  | { readonly from: string; readonly unusable: string }
  | { readonly from: string; readonly refused: string };

/** Variables that hold a key or the path of one, in the order in which the provider looks. https://www.pulumi.com/registry/packages/gcp/installation-configuration/ */
const KEY_VARIABLES = [
  "GOOGLE_CREDENTIALS",
  "GOOGLE_CLOUD_KEYFILE_JSON",
  "GCLOUD_KEYFILE_JSON",
  "GOOGLE_APPLICATION_CREDENTIALS",
];

/** What `gcloud auth application-default login` writes. */
const DEFAULT_FILE = "application_default_credentials.json";

/** Where tokens are given out, unless a key says otherwise. */
const TOKEN_SERVICE = "https://oauth2.googleapis.com/token";
const SCOPE = "https://www.googleapis.com/auth/cloud-platform.read-only";

/** A token by the first source that there is; undefined when there is none, or a machine in the cloud has to say. */
export async function gcpToken(environment: Environment, now: Date): Promise<GcpToken | undefined> {
  const given = variable(environment, "GOOGLE_OAUTH_ACCESS_TOKEN");
  if (given !== undefined) return { token: given, from: "GOOGLE_OAUTH_ACCESS_TOKEN" };
  const source = firstSet(environment, KEY_VARIABLES);
  const text =
    source === undefined
      ? textOf(settingsFile(environment, ".config/gcloud", DEFAULT_FILE, "CLOUDSDK_CONFIG"))
      : contentOf(variable(environment, source) ?? "");
  const from = source ?? "gcloud's application default login";
  if (text === undefined) return source === undefined ? undefined : { from, refused: "names a file that does not exist" };
  return await exchanged(from, keyOf(text), now);
}

/** The variable is the key itself, or its path. */
function contentOf(value: string): string | undefined {
  if (value.trimStart().startsWith("{")) return value;
  return textOf(value);
}

function keyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

async function exchanged(from: string, key: unknown, now: Date): Promise<GcpToken> {
  const grant = grantOf(key, now);
  if (grant === undefined) return { from, unusable: "only Google's own tools can use it" };
  const answer = await ask(textAt(key, "token_uri") ?? TOKEN_SERVICE, { method: "POST", body: new URLSearchParams(grant) });
  if ("unreachable" in answer) return { from, unusable: answer.unreachable };
  const token = textAt(answer.body, "access_token");
  return token === undefined ? { from, refused: textAt(answer.body, "error") ?? `status ${answer.status}` } : { token, from };
}

/** What a token is asked for with: a login that can be renewed, or a signature by a service account. */
function grantOf(key: unknown, now: Date): Readonly<Record<string, string>> | undefined {
  const text = (name: string): string => textAt(key, name) ?? "";
  switch (text("type")) {
    case "authorized_user":
      return {
        grant_type: "refresh_token",
        client_id: text("client_id"),
        client_secret: text("client_secret"),
        refresh_token: text("refresh_token"),
      };
    case "service_account":
      return { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion: assertionOf(key, now) };
    default:
      return undefined;
  }
}

/** https://developers.google.com/identity/protocols/oauth2/service-account#jwt-auth */
function assertionOf(key: unknown, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const claims = {
    iss: textAt(key, "client_email"),
    scope: SCOPE,
    aud: textAt(key, "token_uri") ?? TOKEN_SERVICE,
    iat: seconds,
    exp: seconds + 300,
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const unsigned = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
  return `${unsigned}.${createSign("RSA-SHA256")
    .update(unsigned)
    .sign(textAt(key, "private_key") ?? "")
    .toString("base64url")}`;
}
