import type { GcpConfig } from "../../config.ts";
import type { BindingStatement, Grant, IamContext } from "../contract.ts";

type GcpContext = IamContext & { readonly cloud: GcpConfig };
type Renderer<K extends Grant["kind"]> = (grant: Extract<Grant, { kind: K }>, context: GcpContext) => readonly BindingStatement[];

/** Permissions in the place of predefined roles, which hold more than their names say. */
const RENDERERS: { readonly [K in Grant["kind"]]: Renderer<K> } = {
  appendAudit: ({ prefix }, { audit }) =>
    audit === undefined ? [] : [allow(["storage.objects.create"], bucket(audit.bucket), below(audit.bucket, [prefix]))],
  readObjects: ({ bucket: name, prefixes }) => [
    allow(["storage.objects.get"], bucket(name), below(name, prefixes)),
    allow(["storage.objects.list"], bucket(name), listed(prefixes)),
  ],
  // https://github.com/spiffe/spire/blob/v1.15.3/doc/plugin_server_keymanager_gcp_kms.md
  spireKeys: ({ home }) => [
    allow(
      [
        "cloudkms.cryptoKeyVersions.create",
        "cloudkms.cryptoKeyVersions.destroy",
        "cloudkms.cryptoKeyVersions.get",
        "cloudkms.cryptoKeyVersions.list",
        "cloudkms.cryptoKeyVersions.useToSign",
        "cloudkms.cryptoKeyVersions.viewPublicKey",
        "cloudkms.cryptoKeys.create",
        "cloudkms.cryptoKeys.getIamPolicy",
        "cloudkms.cryptoKeys.list",
        "cloudkms.cryptoKeys.setIamPolicy",
        "cloudkms.cryptoKeys.update",
      ],
      `//cloudkms.googleapis.com/${home ?? ""}`,
    ),
  ],
  readSecrets: ({ names }, { cloud }) =>
    names.map((name) =>
      allow(["secretmanager.versions.access"], `//secretmanager.googleapis.com/projects/${cloud.projectId}/secrets/${name}`),
    ),
  // GKE runs the disk driver itself.
  blockVolumes: () => [],
};

/** What Google Cloud lets a principal do for its grants. Pure. */
export function gcpStatements(grants: readonly Grant[], context: GcpContext): readonly BindingStatement[] {
  return grants.flatMap((grant) => (RENDERERS[grant.kind] as Renderer<Grant["kind"]>)(grant, context));
}

/**
 * The ServiceAccount itself, without a Google service account between. Clusters of one project share its pool: a ServiceAccount
 * of the same name in another of them is the same principal, so a project holds clusters of one level of trust.
 * https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity
 */
export function gcpPrincipal({ projectId, projectNumber }: GcpConfig, namespace: string, serviceAccount: string): string {
  const pool = `projects/${projectNumber}/locations/global/workloadIdentityPools/${projectId}.svc.id.goog`;
  return `principal://iam.googleapis.com/${pool}/subject/ns/${namespace}/sa/${serviceAccount}`;
}

/** Project of a resource by its full name. A bucket's name does not say: the audit store may be in a project of its own. */
export function resourceProject(resource: string, { cloud, audit }: IamContext): string {
  const own = cloud.provider === "gcp" ? cloud.projectId : "";
  const [, named = "_"] = /\/projects\/([^/]+)\//.exec(resource) ?? [];
  if (named !== "_") return named;
  return audit !== undefined && resource === bucket(audit.bucket) ? (audit.projectId ?? own) : own;
}

function allow(actions: readonly string[], resource: string, expression?: string): BindingStatement {
  return { actions, resources: [resource], conditions: expression === undefined ? {} : { cel: { expression: [expression] } } };
}

function bucket(name: string): string {
  return `//storage.googleapis.com/projects/_/buckets/${name}`;
}

function below(name: string, prefixes: readonly string[]): string {
  return prefixes.map((prefix) => `resource.name.startsWith("projects/_/buckets/${name}/objects/${prefix}/")`).join(" || ");
}

/** A listing names its prefix in the request, not in the resource. https://cloud.google.com/iam/docs/conditions-attribute-reference */
function listed(prefixes: readonly string[]): string {
  const asked = `api.getAttribute("storage.googleapis.com/objectListPrefix", "")`;
  return prefixes.map((prefix) => `${asked}.startsWith("${prefix}/")`).join(" || ");
}
