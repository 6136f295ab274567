import { describe, expect, it } from "vitest";
import type { AwsConfig } from "../../../../components/cloud/config.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { awsFindings, AWS_ENDPOINTS, type AwsQuestion } from "../../../../tools/cluster/preflight/aws.ts";
import { fakeCloud, NOBODY } from "./fakeCloud.ts";
import { homes } from "./home.ts";

const CLOUD: AwsConfig = { provider: "aws", accountId: "123456789012", region: "eu-central-1", owner: "platform", tags: {} };
const KEYS = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "very-secret" };
const ROLE = "arn:aws:iam::999988887777:role/deploy";

const aws = fakeCloud();
const home = homes();

const identityOf = (account: string) =>
  [200, { GetCallerIdentityResponse: { GetCallerIdentityResult: { Account: account } } }] as const;

async function findings(change: Partial<AwsQuestion>) {
  const { problems, unverified, apiServer } = await awsFindings({
    cloud: CLOUD,
    cluster: "prod",
    environment: home(KEYS),
    endpoints: () => aws.url(),
    onCloudMachine: () => Promise.resolve(false),
    ...change,
  });
  return { problems: problems.map(describeProblem), unverified, apiServer };
}

describe("credentials of AWS before a deployment", () => {
  it("are fine when they are of the stack's account; a cluster that is not there yet is no problem", async () => {
    aws.answers({ "/": identityOf("123456789012") });
    expect(await findings({})).toEqual({ problems: [], unverified: [], apiServer: undefined });
    const [identity, cluster] = aws.seen();
    expect(identity).toMatchObject({ method: "POST", body: "Action=GetCallerIdentity&Version=2011-06-15" });
    expect(identity?.headers.authorization).toContain("/eu-central-1/sts/aws4_request");
    expect(cluster).toMatchObject({ method: "GET", path: "/clusters/prod" });
    expect(JSON.stringify(aws.seen())).not.toContain("very-secret");
  });

  it("say where the API server of the cluster is, when there is one", async () => {
    const endpoint = "https://ABC.gr7.eu-central-1.eks.amazonaws.com";
    aws.answers({ "/": identityOf("123456789012"), "/clusters/prod": [200, { cluster: { endpoint } }] });
    expect((await findings({})).apiServer).toEqual({ host: "abc.gr7.eu-central-1.eks.amazonaws.com", port: 443 });
  });

  it("that may not ask for the cluster leave open whether it can be reached, and that is said", async () => {
    aws.answers({ "/": identityOf("123456789012"), "/clusters/prod": [403, {}] });
    expect(await findings({})).toEqual({
      problems: [],
      unverified: ["where the API server of prod is: its cloud does not say (status 403)"],
      apiServer: undefined,
    });
  });

  it("are refused when they are of another account", async () => {
    aws.answers({ "/": identityOf("210987654321") });
    expect((await findings({})).problems).toEqual([
      "AWS_ACCESS_KEY_ID: is of account 210987654321; account 123456789012, which palisade:cloud names; choose the profile of that account with AWS_PROFILE, or correct palisade:cloud.accountId",
    ]);
  });

  it("are refused when they have expired, or AWS does not know them", async () => {
    aws.answers({ "/": [403, { Error: { Code: "ExpiredToken", Message: "very long" } }] });
    expect((await findings({})).problems).toEqual([
      "AWS_ACCESS_KEY_ID: is refused by AWS: ExpiredToken; credentials that are valid now; log in anew",
    ]);
    aws.answers({ "/": [403, { Error: { Code: "InvalidClientTokenId" } }] });
    expect((await findings({})).problems).toEqual([
      "AWS_ACCESS_KEY_ID: is refused by AWS: InvalidClientTokenId; credentials that are valid now; log in anew, or correct the keys",
    ]);
  });

  it("may be of another account when they take on a role of the stack's, which is not tried", async () => {
    aws.answers({ "/": identityOf("210987654321") });
    expect(await findings({ cloud: { ...CLOUD, assumeRole: ROLE } })).toMatchObject({
      problems: [],
      unverified: [`that AWS_ACCESS_KEY_ID, of account 210987654321, may take on ${ROLE}`],
    });
  });

  it("are not refused because nobody answers: proxies are not for everybody", async () => {
    expect(await findings({ endpoints: () => NOBODY })).toMatchObject({
      problems: [],
      unverified: ["that AWS_ACCESS_KEY_ID is of account 123456789012: STS in eu-central-1: ECONNREFUSED"],
    });
    aws.answers({ "/": [503, {}] });
    expect((await findings({})).unverified).toEqual([
      "that AWS_ACCESS_KEY_ID is of account 123456789012: STS answers with status 503",
    ]);
  });

  it("are missed when there are none, and left to the machine when it is in the cloud", async () => {
    expect((await findings({ environment: home({}) })).problems).toEqual([
      "AWS credentials: are nowhere to be found; credentials of account 123456789012, in the environment or in a profile; aws sso login or aws configure, and set AWS_PROFILE",
    ]);
    expect(await findings({ environment: home({}), onCloudMachine: () => Promise.resolve(true) })).toMatchObject({
      problems: [],
      unverified: ["that the role of this machine is of account 123456789012"],
    });
  });
});

describe("profiles of AWS", () => {
  const profile = (name: string) =>
    `[other]\naws_access_key_id = WRONG\naws_secret_access_key = wrong\n[${name}]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = very-secret\n`;

  it("are read where AWS's tools read them, the chosen one alone", async () => {
    aws.answers({ "/": identityOf("123456789012") });
    for (const environment of [
      home({}, { ".aws/credentials": profile("default") }),
      home({ AWS_PROFILE: "prod" }, { ".aws/credentials": profile("prod") }),
      home({ AWS_PROFILE: "prod" }, { ".aws/config": profile("profile prod") }),
    ]) {
      expect(await findings({ environment })).toMatchObject({ problems: [], unverified: [] });
    }
    const used = aws.seen().map(({ headers }) => headers.authorization?.includes("Credential=AKIDEXAMPLE/"));
    expect(used.every(Boolean)).toBe(true);
  });

  it.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>, string]>([
    ["a login of SSO", { AWS_PROFILE: "prod" }, { ".aws/config": "[profile prod]\nsso_session = acme\n" }, "profile prod"],
    [
      "a role that is taken on",
      {},
      { ".aws/credentials": `[default]\nrole_arn = ${ROLE}\nsource_profile = me\n` },
      "profile default",
    ],
    ["a token of CI", { AWS_WEB_IDENTITY_TOKEN_FILE: "/var/run/token" }, {}, "AWS_WEB_IDENTITY_TOKEN_FILE"],
  ])("of %s are left to AWS's own tools, and that is said", async (_title, variables, files, from) => {
    expect(await findings({ environment: home(variables, files) })).toEqual({
      problems: [],
      unverified: [`that the credentials of ${from} are of account 123456789012: only AWS's own tools can use them`],
      apiServer: undefined,
    });
  });
});

it("asks AWS in the stack's region, in China too", () => {
  expect(AWS_ENDPOINTS("sts", "eu-central-1")).toBe("https://sts.eu-central-1.amazonaws.com");
  expect(AWS_ENDPOINTS("eks", "cn-north-1")).toBe("https://eks.cn-north-1.amazonaws.com.cn");
});
