import { describe, expect, it } from "vitest";
import { permissionsDocument } from "../../../../components/cloud/iam/aws/documents.ts";
import { ACTIONS_WITHOUT_RESOURCE } from "../../../../components/cloud/iam/aws/statements.ts";
import type { BindingModel } from "../../../../components/cloud/iam/contract.ts";
import { renderPolicy } from "../../../../components/cloud/iam/renderPolicy.ts";
import { goodStack, planned, planOf, shippedStack } from "../../../support/stacks.ts";
import { readProject, stacksOf } from "../../../../tools/engine/project.ts";

type Values = Readonly<Record<string, unknown>>;

function bindings(stack: string): readonly BindingModel[] {
  const { iam, cloudEdges } = planOf(shippedStack(stack));
  return iam === undefined ? [] : cloudEdges.map((edge) => renderPolicy(edge, iam));
}

const STACKS = stacksOf(readProject("."));

describe.each(STACKS)("cloud identities of stack %s", (stack) => {
  const models = bindings(stack);

  it("name every action", () => {
    const actions = models.flatMap(({ statements }) => statements.flatMap((statement) => statement.actions));
    expect(actions.filter((action) => action.includes("*"))).toEqual([]);
  });

  it("name every resource, but where AWS knows none and where a name is made up below one of ours", () => {
    for (const { actions, resources, conditions } of models.flatMap(({ statements }) => statements)) {
      if (resources.includes("*")) expect(actions.filter((action) => !ACTIONS_WITHOUT_RESOURCE.includes(action))).toEqual([]);
      else if (Object.keys(conditions).length === 0)
        for (const resource of resources) expect(resource).toMatch(/^([^*]+|arn:aws:(s3:::.+\/.+|kms:.+:alias\/.+\/.+)\/\*)$/);
    }
  });

  it("belong to one ServiceAccount each", () => {
    const principals = models.map(({ principal }) => principal);
    expect(new Set(principals).size).toBe(principals.length);
    expect(new Set(models.map(({ subject }) => `${subject.namespace}/${subject.serviceAccount}`)).size).toBe(models.length);
  });

  it("are short enough for IAM, which takes 10,240 characters of inline policy", () => {
    for (const model of models) expect(JSON.stringify(permissionsDocument(model)).length).toBeLessThan(10_240);
  });
});

it("exist in production on all three clouds [P-87] [P-91] [P-94]", () => {
  const clouds = ["prod", "prod-gke", "prod-aks"].flatMap((stack) => bindings(stack).map(({ cloud }) => cloud));
  expect([...new Set(clouds)]).toEqual(["aws", "gcp", "azure"]);
});

const identity = (stack: string, keyManager: unknown): Values => {
  const values = shippedStack(stack);
  return { ...values, identity: { ...(values["identity"] as object), keyManager } };
};

/** Production with the datastore of another stack: a database of ours needs a network of ours. */
const withDatastore = (other: unknown): Values => {
  const values = shippedStack("prod");
  const { datastore } = other as { readonly datastore: unknown };
  return { ...values, identity: { ...(values["identity"] as object), datastore } };
};

const RING = "projects/acme-prod/locations/europe-west3/keyRings/spire";
const VAULT =
  "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/keys/providers/Microsoft.KeyVault/vaults/acme-spire";
const CIDRS = ["10.0.9.0/24"];

describe("bad stack files", () => {
  it.each<[string, Values, readonly string[]]>([
    [
      "SPIRE's keys in KMS on GKE",
      identity("prod-gke", { kind: "awsKms", cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.kind: was "awsKms" in gcp; awsKms is a key service of aws; set palisade:cloud to aws, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in KMS on AKS",
      identity("prod-aks", { kind: "awsKms", cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.kind: was "awsKms" in azure; awsKms is a key service of aws; set palisade:cloud to aws, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in Google's KMS on EKS",
      identity("prod", { kind: "gcpKms", keyRing: RING }),
      [
        'palisade:identity.keyManager.kind: was "gcpKms" in aws; gcpKms is a key service of gcp; set palisade:cloud to gcp, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in Google's KMS on AKS",
      identity("prod-aks", { kind: "gcpKms", keyRing: RING }),
      [
        'palisade:identity.keyManager.kind: was "gcpKms" in azure; gcpKms is a key service of gcp; set palisade:cloud to gcp, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in a vault on EKS",
      identity("prod", { kind: "azureKeyVault", vault: VAULT, cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.kind: was "azureKeyVault" in aws; azureKeyVault is a key service of azure; set palisade:cloud to azure, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in a vault on GKE",
      identity("prod-gke", { kind: "azureKeyVault", vault: VAULT, cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.kind: was "azureKeyVault" in gcp; azureKeyVault is a key service of azure; set palisade:cloud to azure, or choose the key service of your cloud',
      ],
    ],
    [
      "SPIRE's keys in KMS without a cloud",
      identity("local", { kind: "awsKms", cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.kind: was "awsKms" without palisade:cloud; awsKms is a key service of aws; set palisade:cloud to aws, or choose the key service of your cloud',
      ],
    ],
    [
      "KMS at no address",
      identity("prod", { kind: "awsKms" }),
      ["palisade:identity.keyManager.cidrs: is missing; needs a list; add it"],
    ],
    [
      "KMS at an empty list of addresses",
      identity("prod", { kind: "awsKms", cidrs: [] }),
      ["palisade:identity.keyManager.cidrs: was 0 entries; at least 1 entry; make it larger"],
    ],
    [
      "a key ring by its short name",
      identity("prod-gke", { kind: "gcpKms", keyRing: "spire" }),
      [
        'palisade:identity.keyManager.keyRing: was "spire"; must match /^projects\\/[a-z0-9-]+\\/locations\\/[a-z0-9-]+\\/keyRings\\/[\\w-]+$/; correct it',
      ],
    ],
    [
      "a key in the place of a key ring",
      identity("prod-gke", { kind: "gcpKms", keyRing: `${RING}/cryptoKeys/a` }),
      [
        'palisade:identity.keyManager.keyRing: was "projects/acme-prod/locations/europe-west3/keyRings/spire/..."; must match /^projects\\/[a-z0-9-]+\\/locations\\/[a-z0-9-]+\\/keyRings\\/[\\w-]+$/; correct it',
      ],
    ],
    [
      "a vault by its address",
      identity("prod-aks", { kind: "azureKeyVault", vault: "https://acme-spire.vault.azure.net", cidrs: CIDRS }),
      [
        'palisade:identity.keyManager.vault: was "https://acme-spire.vault.azure.net"; must match /^\\/subscriptions\\/[0-9a-f-]{36}\\/resourceGroups\\/[\\w().-]+\\/providers\\/Microsoft\\.KeyVault\\/vaults\\/[A-Za-z0-9-]{3,24}$/; correct it',
      ],
    ],
    [
      "a vault without addresses",
      identity("prod-aks", { kind: "azureKeyVault", vault: VAULT }),
      ["palisade:identity.keyManager.cidrs: is missing; needs a list; add it"],
    ],
    [
      "static credentials for KMS",
      identity("prod", { kind: "awsKms", cidrs: CIDRS, accessKeyId: "AKIA" }),
      [
        "palisade:identity.keyManager.accessKeyId: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
      ],
    ],
    [
      "keys on a disk in production",
      identity("prod", { kind: "disk" }),
      [
        'palisade:identity.keyManager.kind: was "disk"; profile prod keeps signing keys in a key management service; set keyManager.kind to hashicorpVault, awsKms, gcpKms or azureKeyVault',
      ],
    ],
    [
      "a key manager that SPIRE does not have",
      identity("prod", { kind: "kms" }),
      [
        'palisade:identity.keyManager.kind: was "kms"; one of disk, hashicorpVault, awsKms, gcpKms, azureKeyVault; choose a kind from the list',
      ],
    ],
    [
      "an identity of a cluster that no cloud of ours made",
      { ...withDatastore(goodStack["identity"]), cluster: goodStack["cluster"] },
      ["spire-server/spire-server", "gateway/precinct-gateway", "gateway/precinct-control"].map(
        (who) =>
          `cloud edge ${who}: asks for a cloud identity; only a cluster that this program makes knows its ServiceAccounts to a cloud; use a cluster of kind eks, gke or aks with palisade:cloud, or turn off what asks for it`,
      ),
    ],
  ])("refuses %s", (_title, values, expected) => {
    expect(planned(values)).toEqual(expected);
  });
});
