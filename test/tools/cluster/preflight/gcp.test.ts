import { createVerify, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { GcpConfig } from "../../../../components/cloud/config.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { gcpFindings, type GcpQuestion } from "../../../../tools/cluster/preflight/gcp.ts";
import { fakeCloud, NOBODY } from "./fakeCloud.ts";
import { homes } from "./home.ts";

const CLOUD: GcpConfig = {
  provider: "gcp",
  projectId: "acme-prod",
  projectNumber: "123456789012",
  region: "europe-west3",
  owner: "platform",
  tags: {},
};
const TOKEN = { GOOGLE_OAUTH_ACCESS_TOKEN: "very-secret" };
const PROJECT = "/v3/projects/acme-prod";
const CLUSTER = "/v1/projects/acme-prod/locations/europe-west3/clusters/prod";
const FINE = [200, { name: "projects/123456789012", projectId: "acme-prod", state: "ACTIVE" }] as const;

const gcp = fakeCloud();
const home = homes();

async function findings(change: Partial<GcpQuestion>) {
  const { problems, unverified, apiServer } = await gcpFindings({
    cloud: CLOUD,
    cluster: { name: "prod", byName: false },
    environment: home(TOKEN),
    endpoints: { projects: gcp.url(), clusters: gcp.url() },
    onCloudMachine: () => Promise.resolve(false),
    ...change,
  });
  return { problems: problems.map(describeProblem), unverified, apiServer };
}

describe("credentials of Google Cloud before a deployment", () => {
  it("are fine when they see the project; a cluster that is not there yet is no problem", async () => {
    gcp.answers({ [PROJECT]: FINE });
    expect(await findings({})).toEqual({ problems: [], unverified: [], apiServer: undefined });
    expect(gcp.seen().map(({ path, headers }) => [path, headers.authorization])).toEqual([
      [PROJECT, "Bearer very-secret"],
      [CLUSTER, "Bearer very-secret"],
    ]);
  });

  it("say where the API server of the cluster is, by address or by name", async () => {
    const controlPlaneEndpointsConfig = { dnsEndpointConfig: { endpoint: "gke-1.europe-west3.gke.goog" } };
    gcp.answers({ [PROJECT]: FINE, [CLUSTER]: [200, { endpoint: "10.0.16.2", controlPlaneEndpointsConfig }] });
    expect((await findings({})).apiServer).toEqual({ host: "10.0.16.2", port: 443 });
    expect((await findings({ cluster: { name: "prod", byName: true } })).apiServer?.host).toBe("gke-1.europe-west3.gke.goog");
  });

  it("show a project of another number, or one that is about to go", async () => {
    gcp.answers({ [PROJECT]: [200, { name: "projects/999", state: "DELETE_REQUESTED" }] });
    expect((await findings({})).problems).toEqual([
      'palisade:cloud.projectNumber: was 123456789012; the number of project acme-prod is 999; set it to "999"',
      "palisade:cloud.projectId: project acme-prod is DELETE_REQUESTED; a project that is ACTIVE; name another one, or take the request to delete it back",
    ]);
  });

  it("are refused when Google refuses them; what may not be looked at is only said", async () => {
    gcp.answers({ [PROJECT]: [401, {}] });
    expect((await findings({})).problems).toEqual([
      "GOOGLE_OAUTH_ACCESS_TOKEN: is refused by Google; credentials that are valid now; gcloud auth application-default login",
    ]);
    gcp.answers({ [PROJECT]: [403, {}] });
    expect(await findings({})).toMatchObject({
      problems: [],
      unverified: ["that GOOGLE_OAUTH_ACCESS_TOKEN is for project acme-prod: it may not look at the project (status 403)"],
    });
  });

  it("are missed when there are none, and left to the machine when it is in the cloud", async () => {
    expect((await findings({ environment: home({}) })).problems).toEqual([
      "Google Cloud credentials: are nowhere to be found; credentials for project acme-prod; gcloud auth application-default login, or set GOOGLE_APPLICATION_CREDENTIALS",
    ]);
    expect((await findings({ environment: home({}), onCloudMachine: () => Promise.resolve(true) })).unverified).toEqual([
      "that the service account of this machine is for project acme-prod",
    ]);
  });
});

describe("a login of gcloud", () => {
  const login = (tokenUri: string) =>
    JSON.stringify({ type: "authorized_user", client_id: "id", client_secret: "cs", refresh_token: "rt", token_uri: tokenUri });
  const DEFAULT = ".config/gcloud/application_default_credentials.json";

  it("is renewed for a token", async () => {
    gcp.answers({ "/token": [200, { access_token: "renewed" }], [PROJECT]: FINE });
    expect(await findings({ environment: home({}, { [DEFAULT]: login(`${gcp.url()}/token`) }) })).toMatchObject({ problems: [] });
    expect(gcp.seen()[0]?.body).toBe("grant_type=refresh_token&client_id=id&client_secret=cs&refresh_token=rt");
    expect(gcp.seen()[1]?.headers.authorization).toBe("Bearer renewed");
  });

  it("is refused when it has ended, and only said when nobody answers", async () => {
    gcp.answers({ "/token": [400, { error: "invalid_grant" }] });
    expect((await findings({ environment: home({}, { [DEFAULT]: login(`${gcp.url()}/token`) }) })).problems).toEqual([
      "gcloud's application default login: is refused: invalid_grant; credentials that are valid now; gcloud auth application-default login",
    ]);
    expect((await findings({ environment: home({}, { [DEFAULT]: login(NOBODY) }) })).unverified).toEqual([
      "that gcloud's application default login is for project acme-prod: ECONNREFUSED",
    ]);
  });
});

describe("a key", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  it("of a service account signs for a token", async () => {
    gcp.answers({ "/token": [200, { access_token: "signed" }], [PROJECT]: FINE });
    const tokenUri = `${gcp.url()}/token`;
    const key = {
      type: "service_account",
      client_email: "deploy@acme-prod.iam.gserviceaccount.com",
      private_key: pem,
      token_uri: tokenUri,
    };
    expect(await findings({ environment: home({ GOOGLE_CREDENTIALS: JSON.stringify(key) }) })).toMatchObject({ problems: [] });
    const assertion = new URLSearchParams(gcp.seen()[0]?.body).get("assertion") ?? "";
    const [header = "", claims = "", signature = ""] = assertion.split(".");
    const valid = createVerify("RSA-SHA256").update(`${header}.${claims}`).verify(publicKey, signature, "base64url");
    expect(valid).toBe(true);
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({ iss: key.client_email, aud: tokenUri });
  });

  it("that only Google's tools can use is left to them", async () => {
    const environment = home({ GOOGLE_CREDENTIALS: JSON.stringify({ type: "external_account" }) });
    expect((await findings({ environment })).unverified).toEqual([
      "that GOOGLE_CREDENTIALS is for project acme-prod: only Google's own tools can use it",
    ]);
  });

  it("whose file is not there is refused", async () => {
    expect((await findings({ environment: home({ GOOGLE_APPLICATION_CREDENTIALS: "/nowhere/key.json" }) })).problems).toEqual([
      "GOOGLE_APPLICATION_CREDENTIALS: is refused: names a file that does not exist; credentials that are valid now; gcloud auth application-default login",
    ]);
  });
});
