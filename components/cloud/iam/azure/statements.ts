import type { AzureConfig } from "../../config.ts";
import type { BindingStatement, Grant, IamContext } from "../contract.ts";

type AzureContext = IamContext & { readonly cloud: AzureConfig };
type Renderer<K extends Grant["kind"]> = (
  grant: Extract<Grant, { kind: K }>,
  context: AzureContext,
) => readonly BindingStatement[];

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const KEYS = "Microsoft.KeyVault/vaults/keys";
const BLOB_PATH = `@Resource[${BLOBS}:path]`;

const RENDERERS: { readonly [K in Grant["kind"]]: Renderer<K> } = {
  // `add` makes new blobs only; `write` would overwrite. https://learn.microsoft.com/rest/api/storageservices/put-blob#permissions
  appendAudit: ({ prefix }, { audit }) =>
    audit === undefined ? [] : [allow([`${BLOBS}/add/action`], audit.resourceId ?? "", below(`${BLOBS}/add/action`, [prefix]))],
  readObjects: ({ bucket, prefixes }) => [allow([`${BLOBS}/read`], bucket, below(`${BLOBS}/read`, prefixes))],
  // https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_server_keymanager_azure_key_vault.md
  spireKeys: ({ home }) => [
    allow(
      [
        `${KEYS}/create/action`,
        `${KEYS}/delete`,
        `${KEYS}/read`,
        `${KEYS}/sign/action`,
        `${KEYS}/update/action`,
        `${KEYS}/verify/action`,
      ],
      home ?? "",
    ),
  ],
  readSecrets: ({ names }) => names.map((name) => allow(["Microsoft.KeyVault/vaults/secrets/getSecret/action"], name)),
  // AKS runs the disk driver itself.
  blockVolumes: () => [],
};

/** What Azure lets an identity do for its grants: data actions of custom roles. Pure. */
export function azureStatements(grants: readonly Grant[], context: AzureContext): readonly BindingStatement[] {
  return grants.flatMap((grant) => (RENDERERS[grant.kind] as Renderer<Grant["kind"]>)(grant, context));
}

/** Resource group of the identities of a cluster. */
export function identityGroup(cluster: string): string {
  return `${cluster}-identities`;
}

/** Resource id of the managed identity of a ServiceAccount. */
export function identityId({ subscriptionId }: AzureConfig, cluster: string, name: string): string {
  return `/subscriptions/${subscriptionId}/resourceGroups/${identityGroup(cluster)}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;
}

function allow(actions: readonly string[], resource: string, expression?: string): BindingStatement {
  return { actions, resources: [resource], conditions: expression === undefined ? {} : { abac: { expression: [expression] } } };
}

/** Holds for every other action, and for this one below the prefixes. https://learn.microsoft.com/azure/role-based-access-control/conditions-format */
function below(action: string, prefixes: readonly string[]): string {
  const paths = prefixes.map((prefix) => `${BLOB_PATH} StringStartsWith '${prefix}/'`);
  return `((!(ActionMatches{'${action}'})) OR (${paths.join(" OR ")}))`;
}
