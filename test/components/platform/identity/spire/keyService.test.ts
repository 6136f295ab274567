import { describe, expect, it } from "vitest";
import { keyEdges, keyServiceProblems } from "../../../../../components/platform/identity/spire/keyService.ts";
import { spireFlows } from "../../../../../components/platform/identity/spire/flows.ts";
import { serverCertificates, serverConfig } from "../../../../../components/platform/identity/spire/serverConfig.ts";
import { serverWorkload } from "../../../../../components/platform/identity/spire/serverWorkload.ts";
import { describeProblem } from "../../../../../components/shared/problem.ts";
import type { CloudConfig } from "../../../../../components/cloud/config.ts";
import { AWS, AZURE, GCP } from "../../../cloud/iam/fixture.ts";
import { POSTGRES, spireContext } from "./fixture.ts";

const VAULT_ID =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme-spire";
const RING = "projects/acme-prod/locations/europe-west3/keyRings/spire";

const KEYS = {
  awsKms: { kind: "awsKms", cidrs: ["10.0.9.0/24"] },
  gcpKms: { kind: "gcpKms", keyRing: RING },
  azureKeyVault: { kind: "azureKeyVault", vault: VAULT_ID, cidrs: ["10.0.9.0/24"] },
};

function context(kind: keyof typeof KEYS, cloud: CloudConfig | undefined) {
  return { ...spireContext({ identity: { replicas: 2, datastore: POSTGRES, keyManager: KEYS[kind] } }), cloud };
}

const GOOD = [
  ["awsKms", AWS, "kms.eu-central-1.amazonaws.com", ["10.0.9.0/24"]],
  ["gcpKms", GCP, "cloudkms.googleapis.com", ["199.36.153.4/30"]],
  ["azureKeyVault", AZURE, "acme-spire.vault.azure.net", ["10.0.9.0/24"]],
] as const;

describe.each(GOOD)("key manager %s", (kind, cloud, host, cidrs) => {
  const good = context(kind, cloud);

  it("is reached at one host over TLS, and asks for rights on its own keys", () => {
    expect(keyServiceProblems(good)).toEqual([]);
    expect(spireFlows(good).at(-1)).toMatchObject({ to: { kind: "externalHost", host, cidrs }, authentication: { by: "tls" } });
    expect(keyEdges(good)).toMatchObject([
      { namespace: "spire-server", serviceAccount: "spire-server", grants: [{ kind: "spireKeys", trustDomain: "example.org" }] },
    ]);
  });

  it("leaves nothing on a disk", () => {
    expect(serverWorkload(good).controller).not.toHaveProperty("claims");
  });
});

describe("the plug-in", () => {
  const plugin = (kind: keyof typeof KEYS, cloud: CloudConfig) => serverConfig(context(kind, cloud)).plugins["KeyManager"];
  const own = { key_identifier_value: "example-${POD_NAME}" };

  it("names the region, the key ring with a policy of its own, or the vault", () => {
    expect(plugin("awsKms", AWS)).toEqual([{ aws_kms: { plugin_data: { ...own, region: "eu-central-1" } } }]);
    expect(plugin("gcpKms", GCP)).toEqual([
      { gcp_kms: { plugin_data: { ...own, key_ring: RING, key_policy_file: "/run/spire/config/key-policy.json" } } },
    ]);
    expect(plugin("azureKeyVault", AZURE)).toEqual([
      { azure_key_vault: { plugin_data: { ...own, key_vault_uri: "https://acme-spire.vault.azure.net/" } } },
    ]);
  });

  it("gives keys on Google Cloud no binding beyond the key ring's", () => {
    expect(serverCertificates(context("gcpKms", GCP).identity)["key-policy.json"]).toBe('{"version":3,"bindings":[]}\n');
  });
});

describe("keyServiceProblems", () => {
  it.each([
    ["awsKms", undefined, 'was "awsKms" without palisade:cloud; awsKms is a key service of aws; set palisade:cloud to aws'],
    ["awsKms", GCP, 'was "awsKms" in gcp; awsKms is a key service of aws; set palisade:cloud to aws'],
    ["gcpKms", AZURE, 'was "gcpKms" in azure; gcpKms is a key service of gcp; set palisade:cloud to gcp'],
    ["azureKeyVault", AWS, 'was "azureKeyVault" in aws; azureKeyVault is a key service of azure; set palisade:cloud to azure'],
  ] as const)("refuses %s in another cloud", (kind, cloud, expected) => {
    expect(keyServiceProblems(context(kind, cloud)).map(describeProblem)).toEqual([
      `palisade:identity.keyManager.kind: ${expected}, or choose the key service of your cloud`,
    ]);
  });
});
