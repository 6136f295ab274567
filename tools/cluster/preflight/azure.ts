import type { AzureConfig } from "../../../components/cloud/config.ts";
import { withApiServer } from "./apiServer.ts";
import { ask, textAt, type Answer } from "./ask.ts";
import { firstSet, settingsFile, textOf, variable, type Environment } from "./environment.ts";
import { refusedFor, unverified, type CloudFindings, type Findings } from "./findings.ts";

export interface AzureEndpoints {
  readonly login: string;
  readonly management: string;
}

export const AZURE_ENDPOINTS: AzureEndpoints = {
  login: "https://login.microsoftonline.com",
  management: "https://management.azure.com",
};

export interface AzureQuestion {
  readonly cloud: AzureConfig;
  /** The AKS cluster that the stack makes, and whether it is private; undefined where it makes none. */
  readonly cluster: { readonly name: string; readonly isPrivate: boolean } | undefined;
  readonly environment: Environment;
  readonly endpoints: AzureEndpoints;
  readonly onCloudMachine: () => Promise<boolean>;
}

/** Ways of the provider that exchange something for a token. https://www.pulumi.com/registry/packages/azure-native/installation-configuration/ */
const EXCHANGES = ["ARM_USE_OIDC", "ARM_OIDC_TOKEN", "ARM_USE_MSI", "ARM_CLIENT_CERTIFICATE_PATH"];

/** Whether the credentials see the stack's subscription, and where its cluster answers if there is one. */
export async function azureFindings(question: AzureQuestion): Promise<CloudFindings> {
  const { cloud, environment } = question;
  if (variable(environment, "ARM_CLIENT_SECRET") !== undefined) return await byClientSecret(question);
  const exchange = firstSet(environment, EXCHANGES);
  if (exchange !== undefined)
    return unverified(`that ${exchange} is for subscription ${cloud.subscriptionId}: only Azure's own tools can use it`);
  const profile = textOf(settingsFile(environment, ".azure", "azureProfile.json", "AZURE_CONFIG_DIR"));
  if (profile !== undefined) return profileFindings(cloud, profile);
  if (await question.onCloudMachine())
    return unverified(`that the identity of this machine is for subscription ${cloud.subscriptionId}`);
  return refusedFor({
    path: "Azure credentials",
    given: "are nowhere to be found",
    allowed: `credentials for subscription ${cloud.subscriptionId}`,
    change: `az login --tenant ${cloud.tenantId}, or set ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID`,
  });
}

async function byClientSecret({ cloud, cluster, environment, endpoints }: AzureQuestion): Promise<CloudFindings> {
  const given = (name: string): string => variable(environment, name) ?? "";
  const from = "ARM_CLIENT_ID";
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: given("ARM_CLIENT_ID"),
    client_secret: given("ARM_CLIENT_SECRET"),
    scope: `${AZURE_ENDPOINTS.management}/.default`,
  });
  const tenant = variable(environment, "ARM_TENANT_ID") ?? cloud.tenantId;
  const login = await ask(`${endpoints.login}/${tenant}/oauth2/v2.0/token`, { method: "POST", body });
  if ("unreachable" in login) return unverified(`that ${from} is for subscription ${cloud.subscriptionId}: ${login.unreachable}`);
  const token = textAt(login.body, "access_token");
  if (token === undefined) {
    const reason = textAt(login.body, "error") ?? `status ${login.status}`;
    const change = "correct ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID";
    return refusedFor({ path: from, given: `is refused by Entra: ${reason}`, allowed: "credentials that are valid now", change });
  }
  const headers = { authorization: `Bearer ${token}` };
  const subscription = `${endpoints.management}/subscriptions/${cloud.subscriptionId}`;
  const findings = subscriptionFindings(cloud, from, await ask(`${subscription}?api-version=2022-12-01`, { headers }));
  if (findings.problems.length > 0 || cluster === undefined) return findings;
  const id = `/resourceGroups/${cluster.name}/providers/Microsoft.ContainerService/managedClusters/${cluster.name}`;
  const answer = await ask(`${subscription}${id}?api-version=2025-01-01`, { headers });
  const name = cluster.isPrivate ? "privateFQDN" : "fqdn";
  return withApiServer(findings, cluster.name, answer, (answered) => textAt(answered, "properties", name));
}

function subscriptionFindings({ subscriptionId, tenantId }: AzureConfig, from: string, answer: Answer): Findings {
  if ("unreachable" in answer) return unverified(`that ${from} is for subscription ${subscriptionId}: ${answer.unreachable}`);
  // A role of actions alone need not hold the one to look at the subscription.
  if (answer.status === 403)
    return unverified(`that ${from} is for subscription ${subscriptionId}: it may not look at the subscription`);
  if (answer.status !== 200) return refusedFor(unseen(subscriptionId, from, `status ${answer.status}`));
  const tenant = textAt(answer.body, "tenantId") ?? "nothing";
  return tenant === tenantId ? { problems: [], unverified: [] } : refusedFor(otherTenant(subscriptionId, tenantId, tenant));
}

/** What the Azure CLI knows of whoever is signed in; whether the sign-in still holds is only known by using it. */
function profileFindings({ subscriptionId, tenantId }: AzureConfig, profile: string): Findings {
  const known = subscriptionsOf(profile).find((subscription) => textAt(subscription, "id") === subscriptionId);
  if (known === undefined) return refusedFor(unseen(subscriptionId, "the Azure CLI's sign-in", "not in its list"));
  const tenant = textAt(known, "tenantId") ?? "nothing";
  if (tenant !== tenantId) return refusedFor(otherTenant(subscriptionId, tenantId, tenant));
  return unverified("that the Azure CLI's sign-in still holds");
}

function subscriptionsOf(profile: string): readonly unknown[] {
  try {
    // The CLI writes a byte order mark.
    const { subscriptions } = JSON.parse(profile.replace(/^\uFEFF/, "")) as { readonly subscriptions?: unknown };
    return Array.isArray(subscriptions) ? subscriptions : [];
  } catch {
    return [];
  }
}

function unseen(subscriptionId: string, from: string, reason: string) {
  return {
    path: from,
    given: `does not see subscription ${subscriptionId} (${reason})`,
    allowed: "the subscription that palisade:cloud names",
    change: "sign in as somebody with a role in it, or correct palisade:cloud.subscriptionId",
  };
}

function otherTenant(subscriptionId: string, given: string, tenant: string) {
  return {
    path: "palisade:cloud.tenantId",
    given: `was ${given}`,
    allowed: `subscription ${subscriptionId} is of tenant ${tenant}`,
    change: `set it to ${tenant}`,
  };
}
