import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import { ComponentResource, type ComponentResourceOptions, type Resource } from "@pulumi/pulumi";
import { childName, typeToken } from "../../shared/names.ts";
import type { CloudAccount } from "../account/CloudAccount.ts";
import type { ClusterIdentity } from "../cluster/contract.ts";
import { identityGroup } from "./azure/statements.ts";
import type { CloudEdge, IamContext, ServiceAccountAnnotations, Subject } from "./contract.ts";
import { IamBinding } from "./IamBinding.ts";
import { renderPolicy } from "./renderPolicy.ts";

export interface CloudIdentitiesArgs {
  /** What workloads may do in the cloud, from the plan. */
  readonly edges: readonly CloudEdge[];
  /** What the edges are rendered against; the same that the plan checked them with. */
  readonly context: IamContext;
  /** How the cloud knows this cluster's ServiceAccounts. */
  readonly identity: ClusterIdentity;
  readonly account: CloudAccount;
}

/** The cloud identities of a cluster's workloads: one for each edge, and none for any other pod. */
export class CloudIdentities extends ComponentResource {
  readonly annotations: ServiceAccountAnnotations;
  /** What must exist before pods that use an identity start. */
  readonly ready: readonly Resource[];

  constructor(name: string, args: CloudIdentitiesArgs, opts?: ComponentResourceOptions) {
    super(typeToken("iam", "CloudIdentities"), name, {}, opts);
    const foundations = createFoundations(name, args, this);
    const bindings = new Map(
      args.edges.map((edge) => [keyOf(edge), createBinding(name, edge, { args, parent: this, foundations })]),
    );
    this.annotations = (subject) => bindings.get(keyOf(subject))?.realised.annotations;
    this.ready = [...bindings.values()].flatMap((binding) => binding.realised.ready);
    this.registerOutputs({ subjects: [...bindings.keys()] });
  }
}

/** What all identities of the cluster share: the issuer that AWS trusts with IRSA, the resource group on Azure. */
function createFoundations(name: string, { identity, context, account }: CloudIdentitiesArgs, parent: Resource): Resource[] {
  if (identity.by === "irsa") return [identity.registered];
  if (identity.by !== "federatedCredential") return [];
  const resourceGroupName = identityGroup(context.cluster);
  const { region } = context.cloud;
  const group = { resourceGroupName, location: region, tags: account.tags("internal") };
  return [new ResourceGroup(childName(name, "group"), group, { parent })];
}

interface Surroundings {
  readonly args: CloudIdentitiesArgs;
  readonly parent: Resource;
  readonly foundations: Resource[];
}

function createBinding(name: string, edge: CloudEdge, { args, parent, foundations }: Surroundings): IamBinding {
  const { context, identity, account } = args;
  return new IamBinding(
    childName(name, `${edge.namespace}-${edge.serviceAccount}`),
    { model: renderPolicy(edge, context), context, identity, tags: account.tags("internal") },
    { parent, dependsOn: foundations },
  );
}

function keyOf({ namespace, serviceAccount }: Subject): string {
  return `${namespace}/${serviceAccount}`;
}
