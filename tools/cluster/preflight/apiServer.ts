import type { Answer } from "./ask.ts";
import { joined, unverified, type CloudFindings, type Findings } from "./findings.ts";

/** Where the API server of a cluster answers, by what its cloud says of it. One that is not there yet is no problem. */
export function withApiServer(
  findings: Findings,
  cluster: string,
  answer: Answer,
  hostOf: (body: unknown) => string | undefined,
): CloudFindings {
  if (!("status" in answer))
    return joined([findings, unverified(`where the API server of ${cluster} is: ${answer.unreachable}`)]);
  if (answer.status === 404) return findings;
  const host = answer.status === 200 ? hostOf(answer.body) : undefined;
  if (host !== undefined) return { ...findings, apiServer: { host, port: 443 } };
  return joined([
    findings,
    unverified(`where the API server of ${cluster} is: its cloud does not say (status ${answer.status})`),
  ]);
}
