import { describe, expect, it } from "vitest";
import type { AzureConfig } from "../../../../components/cloud/config.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { azureFindings, type AzureQuestion } from "../../../../tools/cluster/preflight/azure.ts";
import { fakeCloud, NOBODY } from "./fakeCloud.ts";
import { homes } from "./home.ts";

const SUBSCRIPTION = "0a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d";
const TENANT = "1a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d";
const OTHER = "9a1b2c3d-4e5f-4a7b-8c9d-0e1f2a3b4c5d";
const CLOUD: AzureConfig = {
  provider: "azure",
  subscriptionId: SUBSCRIPTION,
  tenantId: TENANT,
  region: "germanywestcentral",
  owner: "platform",
  tags: {},
};
const SECRET = { ARM_CLIENT_ID: "app", ARM_CLIENT_SECRET: "very-secret", ARM_TENANT_ID: TENANT };
const LOGIN = `/${TENANT}/oauth2/v2.0/token`;
const AT = `/subscriptions/${SUBSCRIPTION}`;
const CLUSTER = `${AT}/resourceGroups/prod/providers/Microsoft.ContainerService/managedClusters/prod`;
const TOKEN = [200, { access_token: "token" }] as const;
const FINE = [200, { subscriptionId: SUBSCRIPTION, tenantId: TENANT, state: "Enabled" }] as const;

const azure = fakeCloud();
const home = homes();

async function findings(change: Partial<AzureQuestion>) {
  const { problems, unverified, apiServer } = await azureFindings({
    cloud: CLOUD,
    cluster: { name: "prod", isPrivate: true },
    environment: home(SECRET),
    endpoints: { login: azure.url(), management: azure.url() },
    onCloudMachine: () => Promise.resolve(false),
    ...change,
  });
  return { problems: problems.map(describeProblem), unverified, apiServer };
}

describe("credentials of Azure before a deployment", () => {
  it("are fine when they see the subscription; a cluster that is not there yet is no problem", async () => {
    azure.answers({ [LOGIN]: TOKEN, [AT]: FINE });
    expect(await findings({})).toEqual({ problems: [], unverified: [], apiServer: undefined });
    expect(azure.seen().map(({ path }) => path)).toEqual([LOGIN, AT, CLUSTER]);
    expect(azure.seen()[1]?.headers.authorization).toBe("Bearer token");
  });

  it("say where the API server of the cluster is, private or public", async () => {
    const properties = { fqdn: "prod.public.azmk8s.io", privateFQDN: "prod.private.azmk8s.io" };
    azure.answers({ [LOGIN]: TOKEN, [AT]: FINE, [CLUSTER]: [200, { properties }] });
    expect((await findings({})).apiServer).toEqual({ host: "prod.private.azmk8s.io", port: 443 });
    expect((await findings({ cluster: { name: "prod", isPrivate: false } })).apiServer?.host).toBe("prod.public.azmk8s.io");
  });

  it("are refused when Entra refuses them, and their secret is never shown", async () => {
    azure.answers({ [LOGIN]: [401, { error: "invalid_client", error_description: "very-secret" }] });
    expect((await findings({})).problems).toEqual([
      "ARM_CLIENT_ID: is refused by Entra: invalid_client; credentials that are valid now; correct ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID",
    ]);
  });

  it("are refused when they do not see the subscription, or it is of another tenant", async () => {
    azure.answers({ [LOGIN]: TOKEN, [AT]: [404, {}] });
    expect((await findings({})).problems).toEqual([
      `ARM_CLIENT_ID: does not see subscription ${SUBSCRIPTION} (status 404); the subscription that palisade:cloud names; sign in as somebody with a role in it, or correct palisade:cloud.subscriptionId`,
    ]);
    azure.answers({ [LOGIN]: TOKEN, [AT]: [200, { tenantId: OTHER }] });
    expect((await findings({})).problems).toEqual([
      `palisade:cloud.tenantId: was ${TENANT}; subscription ${SUBSCRIPTION} is of tenant ${OTHER}; set it to ${OTHER}`,
    ]);
  });

  it("are not refused because they may not look at the subscription, which says nothing of what is in it", async () => {
    azure.answers({ [LOGIN]: TOKEN, [AT]: [403, {}] });
    expect(await findings({})).toMatchObject({
      problems: [],
      unverified: [`that ARM_CLIENT_ID is for subscription ${SUBSCRIPTION}: it may not look at the subscription`],
    });
  });

  it("are not refused because nobody answers", async () => {
    expect(await findings({ endpoints: { login: NOBODY, management: NOBODY } })).toMatchObject({
      problems: [],
      unverified: [`that ARM_CLIENT_ID is for subscription ${SUBSCRIPTION}: ECONNREFUSED`],
    });
  });

  it("are missed when there are none, and left to the machine or to Azure's tools where those have them", async () => {
    expect((await findings({ environment: home({}) })).problems).toEqual([
      `Azure credentials: are nowhere to be found; credentials for subscription ${SUBSCRIPTION}; az login --tenant ${TENANT}, or set ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID`,
    ]);
    expect((await findings({ environment: home({}), onCloudMachine: () => Promise.resolve(true) })).unverified).toEqual([
      `that the identity of this machine is for subscription ${SUBSCRIPTION}`,
    ]);
    expect((await findings({ environment: home({ ARM_USE_OIDC: "true" }) })).unverified).toEqual([
      `that ARM_USE_OIDC is for subscription ${SUBSCRIPTION}: only Azure's own tools can use it`,
    ]);
  });
});

describe("a sign-in of the Azure CLI", () => {
  const signedIn = (subscriptions: readonly object[]) =>
    home({}, { ".azure/azureProfile.json": `\uFEFF${JSON.stringify({ subscriptions })}` });

  it("knows the subscription; whether it still holds is only said", async () => {
    expect(await findings({ environment: signedIn([{ id: SUBSCRIPTION, tenantId: TENANT }]) })).toEqual({
      problems: [],
      unverified: ["that the Azure CLI's sign-in still holds"],
      apiServer: undefined,
    });
  });

  it("is refused without the subscription, or with it in another tenant", async () => {
    expect((await findings({ environment: signedIn([{ id: OTHER, tenantId: TENANT }]) })).problems).toEqual([
      `the Azure CLI's sign-in: does not see subscription ${SUBSCRIPTION} (not in its list); the subscription that palisade:cloud names; sign in as somebody with a role in it, or correct palisade:cloud.subscriptionId`,
    ]);
    expect((await findings({ environment: signedIn([{ id: SUBSCRIPTION, tenantId: OTHER }]) })).problems).toEqual([
      `palisade:cloud.tenantId: was ${TENANT}; subscription ${SUBSCRIPTION} is of tenant ${OTHER}; set it to ${OTHER}`,
    ]);
  });
});
