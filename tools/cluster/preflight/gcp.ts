import type { GcpConfig } from "../../../components/cloud/config.ts";
import { withApiServer } from "./apiServer.ts";
import { ask, textAt, type Answer } from "./ask.ts";
import type { Environment } from "./environment.ts";
import { refusedFor, unverified, type CloudFindings, type Findings } from "./findings.ts";
import { gcpToken } from "./gcpCredentials.ts";

export interface GcpEndpoints {
  readonly projects: string;
  readonly clusters: string;
}

export const GCP_ENDPOINTS: GcpEndpoints = {
  projects: "https://cloudresourcemanager.googleapis.com",
  clusters: "https://container.googleapis.com",
};

export interface GcpQuestion {
  readonly cloud: GcpConfig;
  /** The GKE cluster that the stack makes, and whether deployers come by its name; undefined where it makes none. */
  readonly cluster: { readonly name: string; readonly byName: boolean } | undefined;
  readonly environment: Environment;
  readonly endpoints: GcpEndpoints;
  readonly onCloudMachine: () => Promise<boolean>;
}

/** Whether the credentials see the stack's project, and where its cluster answers if there is one. */
export async function gcpFindings(question: GcpQuestion): Promise<CloudFindings> {
  const { cloud, environment, endpoints } = question;
  const got = await gcpToken(environment, new Date());
  if (got === undefined) return await withoutCredentials(question);
  const { from } = got;
  if ("unusable" in got) return unverified(`that ${from} is for project ${cloud.projectId}: ${got.unusable}`);
  if ("refused" in got) {
    const allowed = "credentials that are valid now";
    return refusedFor({
      path: from,
      given: `is refused: ${got.refused}`,
      allowed,
      change: "gcloud auth application-default login",
    });
  }
  const headers = { authorization: `Bearer ${got.token}` };
  const project = await ask(`${endpoints.projects}/v3/projects/${cloud.projectId}`, { headers });
  const findings = projectFindings(cloud, from, project);
  if (findings.problems.length > 0 || "unreachable" in project || question.cluster === undefined) return findings;
  const { name, byName } = question.cluster;
  const place = `/v1/projects/${cloud.projectId}/locations/${cloud.region}/clusters/${name}`;
  const answer = await ask(endpoints.clusters + place, { headers });
  return withApiServer(findings, name, answer, (body) => hostOf(body, byName));
}

function hostOf(cluster: unknown, byName: boolean): string | undefined {
  if (!byName) return textAt(cluster, "endpoint");
  return textAt(cluster, "controlPlaneEndpointsConfig", "dnsEndpointConfig", "endpoint");
}

async function withoutCredentials({ cloud, onCloudMachine }: GcpQuestion): Promise<Findings> {
  if (await onCloudMachine()) return unverified(`that the service account of this machine is for project ${cloud.projectId}`);
  return refusedFor({
    path: "Google Cloud credentials",
    given: "are nowhere to be found",
    allowed: `credentials for project ${cloud.projectId}`,
    change: "gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS",
  });
}

function projectFindings({ projectId, projectNumber }: GcpConfig, from: string, answer: Answer): Findings {
  if ("unreachable" in answer) return unverified(`that ${from} is for project ${projectId}: ${answer.unreachable}`);
  const { status, body } = answer;
  if (status === 401) {
    const change = "gcloud auth application-default login";
    return refusedFor({ path: from, given: "is refused by Google", allowed: "credentials that are valid now", change });
  }
  // Google answers the same for a project that does not exist, and for one that nobody may look at.
  if (status !== 200)
    return unverified(`that ${from} is for project ${projectId}: it may not look at the project (status ${status})`);
  const number = textAt(body, "name")?.replace("projects/", "");
  const state = textAt(body, "state");
  return {
    problems: [
      ...(number === projectNumber ? [] : [numberProblem(projectId, projectNumber, number ?? "nothing")]),
      ...(state === "ACTIVE" ? [] : [stateProblem(projectId, state ?? "nothing")]),
    ],
    unverified: [],
  };
}

function numberProblem(projectId: string, given: string, number: string) {
  return {
    path: "palisade:cloud.projectNumber",
    given: `was ${given}`,
    allowed: `the number of project ${projectId} is ${number}`,
    change: `set it to "${number}"`,
  };
}

function stateProblem(projectId: string, state: string) {
  return {
    path: "palisade:cloud.projectId",
    given: `project ${projectId} is ${state}`,
    allowed: "a project that is ACTIVE",
    change: "name another one, or take the request to delete it back",
  };
}
