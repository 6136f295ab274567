import type { CloudConfig } from "../../../cloud/config.ts";
import type { CloudEdge } from "../../../cloud/iam/contract.ts";
import type { Cidr } from "../../../shared/cluster.ts";
import type { Problem } from "../../../shared/problem.ts";
import type { SpireConfig } from "../config.ts";
import type { SpireContext } from "./context.ts";
import { PATHS, SERVER, SERVER_NAMESPACE } from "./layout.ts";
import type { PluginConfig } from "./spireFile.ts";

/** A key manager of a cloud: the servers log in to it by their cloud identity, not by a secret. */
export type CloudKeys = Extract<SpireConfig["keyManager"], { kind: "awsKms" | "gcpKms" | "azureKeyVault" }>;

/** The policy of every key SPIRE makes on Google Cloud: nothing beyond what its role on the key ring says. */
export const KEY_POLICY = { file: "key-policy.json", text: '{"version":3,"bindings":[]}\n' } as const;

const CLOUD: Readonly<Record<CloudKeys["kind"], CloudConfig["provider"]>> = {
  awsKms: "aws",
  gcpKms: "gcp",
  azureKeyVault: "azure",
};

export function isCloudKeys(keys: SpireConfig["keyManager"]): keys is CloudKeys {
  return keys.kind in CLOUD;
}

/**
 * The plug-in of a cloud's key service. Each server finds its keys by an identifier of its own, so it keeps nothing.
 * Source: https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_server_keymanager_aws_kms.md and its neighbours
 */
export function cloudKeyManager(keys: CloudKeys, identifier: string, region: string): PluginConfig {
  const own = { key_identifier_value: identifier };
  switch (keys.kind) {
    case "awsKms":
      return { aws_kms: { plugin_data: { ...own, region } } };
    case "gcpKms":
      // Without a policy of ours SPIRE looks for the address of a service account, which a federated identity has not.
      return {
        gcp_kms: { plugin_data: { ...own, key_ring: keys.keyRing, key_policy_file: `${PATHS.config}/${KEY_POLICY.file}` } },
      };
    case "azureKeyVault":
      return { azure_key_vault: { plugin_data: { ...own, key_vault_uri: `https://${keyHost(keys, region)}/` } } };
  }
}

/** Host and addresses of the service. */
export function keyEndpoint(keys: CloudKeys, region: string): { readonly host: string; readonly cidrs: readonly Cidr[] } {
  return { host: keyHost(keys, region), cidrs: keys.cidrs };
}

function keyHost(keys: CloudKeys, region: string): string {
  switch (keys.kind) {
    case "awsKms":
      return `kms.${region}.amazonaws.com`;
    case "gcpKms":
      return "cloudkms.googleapis.com";
    case "azureKeyVault":
      return `${keys.vault.slice(keys.vault.lastIndexOf("/") + 1)}.vault.azure.net`;
  }
}

/** What the servers may do in the cloud: make and use their own keys. */
export function keyEdges(context: SpireContext): readonly CloudEdge[] {
  const { identity, trustDomain, cluster } = context;
  const keys = identity.keyManager;
  if (!isCloudKeys(keys) || keyServiceProblems(context).length > 0) return [];
  const servers = Array.from({ length: identity.replicas }, (_, index) => `${cluster.name}-${SERVER}-${index}`);
  return [
    {
      namespace: SERVER_NAMESPACE,
      serviceAccount: SERVER,
      purpose: "SPIRE servers sign with keys that never leave the cloud's key service",
      grants: [{ kind: "spireKeys", trustDomain, servers, home: homeOf(keys) }],
    },
  ];
}

function homeOf(keys: CloudKeys): string | undefined {
  if (keys.kind === "awsKms") return undefined;
  return keys.kind === "gcpKms" ? keys.keyRing : keys.vault;
}

/** Keys are in the stack's own cloud: only there its ServiceAccounts have identities. */
export function keyServiceProblems({ identity, cloud }: SpireContext): readonly Problem[] {
  const keys = identity.keyManager;
  if (!isCloudKeys(keys) || cloud?.provider === CLOUD[keys.kind]) return [];
  return [
    {
      path: "palisade:identity.keyManager.kind",
      given: `was "${keys.kind}" ${cloud === undefined ? "without palisade:cloud" : `in ${cloud.provider}`}`,
      allowed: `${keys.kind} is a key service of ${CLOUD[keys.kind]}`,
      change: `set palisade:cloud to ${CLOUD[keys.kind]}, or choose the key service of your cloud`,
    },
  ];
}
