import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { typeToken } from "../../shared/names.ts";
import type { ClusterIdentity } from "../cluster/contract.ts";
import { awsIdentity } from "./aws/AwsIdentity.ts";
import { azureIdentity } from "./azure/AzureIdentity.ts";
import type { BindingModel, IamContext } from "./contract.ts";
import type { IdentityParts, RealisedIdentity } from "./identityParts.ts";
import { gcpIdentity } from "./gcp/GcpIdentity.ts";

export interface IamBindingArgs {
  readonly model: BindingModel;
  /** What the model was rendered against. */
  readonly context: IamContext;
  readonly identity: ClusterIdentity;
  readonly tags: Record<string, string>;
}

/** One cloud identity of one ServiceAccount. Inputs and outputs are the whole model, so that policies judge it leaf by leaf. */
export class IamBinding extends ComponentResource {
  readonly realised: RealisedIdentity;

  constructor(name: string, args: IamBindingArgs, opts?: ComponentResourceOptions) {
    super(typeToken("iam", "Binding"), name, { ...args.model }, opts);
    this.realised = realise({ name, model: args.model, parent: this, tags: args.tags }, args);
    this.registerOutputs({ ...args.model });
  }
}

function realise(parts: IdentityParts, { context, identity }: IamBindingArgs): RealisedIdentity {
  const { cloud } = context;
  switch (identity.by) {
    case "podIdentity":
    case "irsa":
      return awsIdentity(parts, identity);
    case "workloadIdentityPool":
      if (cloud.provider === "gcp") return gcpIdentity(parts, context);
      break;
    case "federatedCredential":
      if (cloud.provider === "azure") return azureIdentity(parts, cloud, identity);
  }
  throw new Error(`a cluster known by ${identity.by} has no identities in ${cloud.provider}`);
}
