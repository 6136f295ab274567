import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { RepositoryIamMember } from "@pulumi/gcp/artifactregistry/repositoryIamMember.js";
import { IAMMember } from "@pulumi/gcp/projects/iammember.js";
import { Account } from "@pulumi/gcp/serviceaccount/account.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { adminGrants, nodeGrant, registryReaders } from "./access.ts";
import type { GkeParts } from "./parts.ts";

/** Who acts in the project for a cluster: the account of its nodes, and the people who administer it. */
export class GkeAccess extends ComponentResource {
  constructor(name: string, { config, cloud, names }: GkeParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeAccess"), name, {}, opts);
    const account = { accountId: names.nodeAccountId, displayName: `Nodes of ${config.name}` };
    const nodes = new Account(childName(name, "nodes"), account, { parent: this });
    new IAMMember(childName(name, "nodes-role"), nodeGrant(cloud, names), { parent: this, dependsOn: nodes });
    for (const reader of registryReaders(config, cloud, names)) {
      const key = `reads-${reader.location}-${reader.repository}`;
      new RepositoryIamMember(childName(name, key), reader, { parent: this, dependsOn: nodes });
    }
    for (const { key, ...grant } of adminGrants(config, cloud)) {
      new IAMMember(childName(name, key), grant, { parent: this });
    }
    this.registerOutputs({ account: names.nodeAccount });
  }
}
