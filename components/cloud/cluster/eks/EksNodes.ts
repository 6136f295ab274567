import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicyAttachment } from "@pulumi/aws/iam/rolePolicyAttachment.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { instanceTrust } from "./documents.ts";
import { managedPolicyArn } from "./names.ts";
import { launchTemplateArgs, NODE_POLICIES, NODE_ROLES, nodeGroupArgs, type NodeRole, type NodeSurface } from "./nodes.ts";
import type { EksParts } from "./parts.ts";

export interface EksNodesArgs {
  readonly parts: EksParts;
  readonly surface: NodeSurface;
  readonly cluster: Cluster;
  /** What must be there before the first node. */
  readonly after: readonly Resource[];
}

/** The nodes: one group for the cluster's own add-ons, one for everything else. Nobody logs in to a node. */
export class EksNodes extends ComponentResource {
  readonly groups: readonly Resource[];

  constructor(name: string, args: EksNodesArgs, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksNodes"), name, {}, opts);
    const rights = createRole(name, args.parts, this);
    this.groups = NODE_ROLES.map((role) => createGroup(childName(name, role), role, { ...args, rights, parent: this }));
    this.registerOutputs({ groups: [...NODE_ROLES] });
  }
}

function createRole(name: string, { cloud, names, tags }: EksParts, parent: EksNodes): readonly Resource[] {
  const args = { name: names.role("node"), assumeRolePolicy: instanceTrust(cloud), tags: tags("internal") };
  const role = new Role(childName(name, "role"), args, { parent });
  return NODE_POLICIES.map((policy) => {
    const attachment = { role: names.role("node"), policyArn: managedPolicyArn(cloud, policy) };
    return new RolePolicyAttachment(childName(name, policy), attachment, { parent, dependsOn: [role] });
  });
}

interface GroupPlace extends EksNodesArgs {
  readonly rights: readonly Resource[];
  readonly parent: EksNodes;
}

function createGroup(name: string, role: NodeRole, { parts, surface, cluster, after, rights, parent }: GroupPlace): Resource {
  const template = new LaunchTemplate(childName(name, "template"), launchTemplateArgs(role, parts, surface), { parent });
  const version = template.latestVersion.apply(String);
  return new NodeGroup(
    name,
    { ...nodeGroupArgs(role, parts, surface), launchTemplate: { id: template.id, version } },
    {
      parent,
      // Not `deletedWith`: EKS refuses to delete a cluster that has nodes.
      dependsOn: [cluster, ...after, ...rights],
      // The autoscaler's business once the group runs.
      ignoreChanges: ["scalingConfig.desiredSize"],
    },
  );
}
