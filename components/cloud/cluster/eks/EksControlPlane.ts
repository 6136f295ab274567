import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  output,
  type Output,
  type Resource,
  secret,
} from "@pulumi/pulumi";
import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation.js";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import { OpenIdConnectProvider } from "@pulumi/aws/iam/openIdConnectProvider.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { partitionOf } from "../../iam/aws/arns.ts";
import type { ClusterIdentity } from "../contract.ts";
import { clusterProviderArgs } from "../kubernetesProvider.ts";
import { ADMIN_POLICY, eksClusterArgs, type ClusterSurface } from "./clusterArgs.ts";
import { serviceTrust } from "./documents.ts";
import { eksKubeconfig } from "./kubeconfig.ts";
import { checkedIssuer } from "./issuer.ts";
import { managedPolicyArn } from "./names.ts";
import type { EksParts } from "./parts.ts";

export interface EksControlPlaneArgs {
  readonly parts: EksParts;
  readonly surface: ClusterSurface;
  /** What must be there before it. */
  readonly after: readonly Resource[];
}

/** The API server, who may administer it, and the way to it. */
export class EksControlPlane extends ComponentResource {
  readonly cluster: Cluster;
  readonly kubernetes: Provider;
  readonly identity: ClusterIdentity;

  constructor(name: string, { parts, surface, after }: EksControlPlaneArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksControlPlane"), name, {}, opts);
    const rights = createRole(name, parts, this);
    this.cluster = new Cluster(childName(name, "cluster"), eksClusterArgs(parts, surface), {
      parent: this,
      dependsOn: [rights, ...after],
      protect: parts.controls.protectStateful,
    });
    this.identity = identityOf(name, parts, this);
    // Before the provider: without an entry nobody gets in, the one who made the cluster included.
    const admins = parts.config.admins.map((principalArn) => createAdmin(name, principalArn, { parts, parent: this }));
    this.kubernetes = new Provider(
      childName(name, "kubernetes"),
      clusterProviderArgs(parts.names.clusterArn, { kubeconfig: kubeconfigOf(parts, this.cluster) }),
      { parent: this, dependsOn: admins },
    );
    this.registerOutputs({ cluster: parts.names.cluster });
  }
}

/** What EKS itself may do in the account: AWS's own policy for it, which it may not work without. */
function createRole(name: string, { cloud, names, tags }: EksParts, parent: EksControlPlane): Resource {
  const trust = serviceTrust("eks.amazonaws.com", cloud);
  const args = { name: names.role("cluster"), assumeRolePolicy: trust, tags: tags("internal") };
  const role = new Role(childName(name, "role"), args, { parent });
  const policyArn = managedPolicyArn(cloud, "AmazonEKSClusterPolicy");
  const attachment = { role: names.role("cluster"), policyArn };
  return new RolePolicyAttachment(childName(name, "rights"), attachment, { parent, dependsOn: [role] });
}

/** How AWS knows ServiceAccounts of workloads. IAM trusts the cluster's issuer where it has to, and nowhere else. */
function identityOf(name: string, { config, tags }: EksParts, parent: EksControlPlane): ClusterIdentity {
  const { cluster } = parent;
  if (config.identity === "podIdentity") return { by: "podIdentity", clusterName: output(cluster.name) };
  const url = cluster.identities.apply((identities) => checkedIssuer(identities[0]?.oidcs?.[0]?.issuer, config.issuer));
  const args = { url, clientIdLists: ["sts.amazonaws.com"], tags: tags("internal") };
  const registered = new OpenIdConnectProvider(childName(name, "issuer"), args, { parent, deletedWith: cluster });
  return { by: "irsa", issuer: config.issuer === undefined ? url : output(config.issuer), registered };
}

interface AdminPlace {
  readonly parts: EksParts;
  readonly parent: EksControlPlane;
}

function createAdmin(name: string, principalArn: string, { parts, parent }: AdminPlace): Resource {
  const { cloud, tags } = parts;
  const { cluster } = parent;
  const clusterName = cluster.name;
  // By account and name: two accounts may each have a role of that name.
  const role = principalArn.split("::")[1]?.replace(/[^a-zA-Z0-9]+/g, "-") ?? principalArn;
  const entry = new AccessEntry(
    childName(name, `admin-${role}`),
    { clusterName, principalArn, type: "STANDARD", tags: tags("internal") },
    { parent, deletedWith: cluster },
  );
  const policyArn = `arn:${partitionOf(cloud.region)}:eks::aws:${ADMIN_POLICY}`;
  return new AccessPolicyAssociation(
    childName(name, `admin-${role}`),
    { clusterName, principalArn, policyArn, accessScope: { type: "cluster" } },
    { parent, dependsOn: [entry], deletedWith: cluster },
  );
}

function kubeconfigOf({ config, cloud }: EksParts, { endpoint, certificateAuthority }: Cluster): Output<string> {
  const known = all([endpoint, certificateAuthority.data]);
  return secret(known.apply(([address, caCertificate]) => eksKubeconfig(config, cloud, { address, caCertificate })));
}
