import type { AwsConfig } from "../../../components/cloud/config.ts";
import type { Problem } from "../../../components/shared/problem.ts";
import { withApiServer } from "./apiServer.ts";
import { ask, textAt, type Answer } from "./ask.ts";
import { awsCredentials } from "./awsCredentials.ts";
import { signedHeaders, type AwsKeys } from "./awsSignature.ts";
import { refusedFor, unverified, type CloudFindings, type Findings } from "./findings.ts";
import type { Environment } from "./environment.ts";

/** Where AWS answers in a region. */
export type AwsEndpoints = (service: "sts" | "eks", region: string) => string;

export const AWS_ENDPOINTS: AwsEndpoints = (service, region) =>
  `https://${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;

export interface AwsQuestion {
  readonly cloud: AwsConfig;
  /** Name of the EKS cluster that the stack makes; undefined where it makes none. */
  readonly cluster: string | undefined;
  readonly environment: Environment;
  readonly endpoints: AwsEndpoints;
  readonly onCloudMachine: () => Promise<boolean>;
}

/** Whether the credentials are of the stack's account, and where its cluster answers if there is one. */
export async function awsFindings(question: AwsQuestion): Promise<CloudFindings> {
  const credentials = awsCredentials(question.environment);
  if (credentials === undefined) return await withoutCredentials(question);
  if (!("keys" in credentials)) {
    return unverified(
      `that the credentials of ${credentials.from} are of account ${question.cloud.accountId}: only AWS's own tools can use them`,
    );
  }
  const { keys, from } = credentials;
  const answer = await call(question, keys, { service: "sts", method: "POST", path: "/", body: IDENTITY });
  const identity = identityFindings(question.cloud, from, answer);
  if (identity.problems.length > 0 || "unreachable" in answer || question.cluster === undefined) return identity;
  const cluster = await call(question, keys, { service: "eks", method: "GET", path: `/clusters/${question.cluster}` });
  return withApiServer(identity, question.cluster, cluster, hostOf);
}

function hostOf(answer: unknown): string | undefined {
  const endpoint = textAt(answer, "cluster", "endpoint");
  return endpoint === undefined ? undefined : new URL(endpoint).hostname;
}

const IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

interface Call {
  readonly service: "sts" | "eks";
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly body?: string;
}

async function call(
  { cloud: { region }, endpoints }: AwsQuestion,
  keys: AwsKeys,
  { service, method, path, body }: Call,
): Promise<Answer> {
  const url = new URL(path, endpoints(service, region));
  const headers = signedHeaders({ method, url, service, region, body }, keys, new Date());
  return await ask(url.href, { method, headers, ...(body === undefined ? {} : { body }) });
}

async function withoutCredentials({ cloud, onCloudMachine }: AwsQuestion): Promise<Findings> {
  if (await onCloudMachine()) return unverified(`that the role of this machine is of account ${cloud.accountId}`);
  return refusedFor({
    path: "AWS credentials",
    given: "are nowhere to be found",
    allowed: `credentials of account ${cloud.accountId}, in the environment or in a profile`,
    change: "aws sso login or aws configure, and set AWS_PROFILE",
  });
}

function identityFindings(cloud: AwsConfig, from: string, answer: Answer): Findings {
  if ("unreachable" in answer)
    return unverified(`that ${from} is of account ${cloud.accountId}: STS in ${cloud.region}: ${answer.unreachable}`);
  if (answer.status >= 500)
    return unverified(`that ${from} is of account ${cloud.accountId}: STS answers with status ${answer.status}`);
  const account = textAt(answer.body, "GetCallerIdentityResponse", "GetCallerIdentityResult", "Account");
  if (account === undefined) return refusedFor(refusedCredentials(from, answer));
  // Whoever takes on a role may be of another account; whether he may is only known by doing it.
  if (cloud.assumeRole !== undefined) return unverified(`that ${from}, of account ${account}, may take on ${cloud.assumeRole}`);
  if (account === cloud.accountId) return { problems: [], unverified: [] };
  return refusedFor({
    path: from,
    given: `is of account ${account}`,
    allowed: `account ${cloud.accountId}, which palisade:cloud names`,
    change: "choose the profile of that account with AWS_PROFILE, or correct palisade:cloud.accountId",
  });
}

/** AWS's code says what is wrong: expired, unknown, badly signed. */
function refusedCredentials(from: string, answer: Exclude<Answer, { unreachable: string }>): Problem {
  const code = textAt(answer.body, "Error", "Code") ?? `status ${answer.status}`;
  const change = code === "ExpiredToken" ? "log in anew" : "log in anew, or correct the keys";
  return { path: from, given: `is refused by AWS: ${code}`, allowed: "credentials that are valid now", change };
}
