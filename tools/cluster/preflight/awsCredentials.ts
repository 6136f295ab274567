import type { AwsKeys } from "./awsSignature.ts";
import { firstSet, settingsFile, textOf, variable, type Environment } from "./environment.ts";

/** Credentials of AWS as its tools find them. https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html */
export type AwsCredentials =
  /** Keys that can be tried. */
  | { readonly keys: AwsKeys; readonly from: string }
  /** A source that only AWS's own tools can use. */
  | { readonly from: string };

/** Sources that exchange something for keys. */
const EXCHANGES = ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"];

/** Undefined when there are none, or a machine in the cloud has to say. */
export function awsCredentials(environment: Environment): AwsCredentials | undefined {
  const accessKeyId = variable(environment, "AWS_ACCESS_KEY_ID");
  const secretAccessKey = variable(environment, "AWS_SECRET_ACCESS_KEY");
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    const sessionToken = variable(environment, "AWS_SESSION_TOKEN");
    return { keys: { accessKeyId, secretAccessKey, sessionToken }, from: "AWS_ACCESS_KEY_ID" };
  }
  const exchange = firstSet(environment, EXCHANGES);
  return profileCredentials(environment) ?? (exchange === undefined ? undefined : { from: exchange });
}

function profileCredentials(environment: Environment): AwsCredentials | undefined {
  const name = variable(environment, "AWS_PROFILE") ?? "default";
  const credentials = textOf(
    variable(environment, "AWS_SHARED_CREDENTIALS_FILE") ?? settingsFile(environment, ".aws", "credentials"),
  );
  const config = textOf(variable(environment, "AWS_CONFIG_FILE") ?? settingsFile(environment, ".aws", "config"));
  const from = `profile ${name}`;
  const settings = new Map([...section(config, name === "default" ? name : `profile ${name}`), ...section(credentials, name)]);
  const [accessKeyId, secretAccessKey] = [settings.get("aws_access_key_id"), settings.get("aws_secret_access_key")];
  if (accessKeyId === undefined || secretAccessKey === undefined) return settings.size === 0 ? undefined : { from };
  // A profile that takes on a role has the keys of whoever takes it on.
  if (settings.has("role_arn")) return { from };
  return { keys: { accessKeyId, secretAccessKey, sessionToken: settings.get("aws_session_token") }, from };
}

/** Settings of one section of AWS's files, which are INI. */
function section(text: string | undefined, name: string): ReadonlyMap<string, string> {
  const lines = (text ?? "").split(/\r?\n/).map((line) => line.trim());
  const start = lines.indexOf(`[${name}]`);
  const rest = start === -1 ? [] : lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("["));
  const settings = (end === -1 ? rest : rest.slice(0, end)).flatMap((line) => {
    const [, key, value] = /^([a-z_]+)\s*=\s*(.+)$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return new Map(settings);
}
