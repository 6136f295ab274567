import { ComponentResource, getStack, type ComponentResourceOptions, type ProviderResource } from "@pulumi/pulumi";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import { Provider as GcpProvider } from "@pulumi/gcp/provider.js";
import { childName, typeToken } from "../../shared/names.ts";
import type { CloudConfig } from "../config.ts";
import { awsProvider, azureProvider, gcpProvider } from "./provider.ts";
import { tagsOf, type DataClass } from "./tags.ts";

/** The account, project or subscription of a stack, and the one provider that may touch it. */
export class CloudAccount extends ComponentResource {
  readonly config: CloudConfig;
  /** Give it to components as `providers: [account.provider]`; their children inherit it. */
  readonly provider: ProviderResource;

  constructor(name: string, config: CloudConfig, opts?: ComponentResourceOptions) {
    super(typeToken("cloud", "Account"), name, {}, opts);
    this.config = config;
    this.provider = pinnedProvider(childName(name, "provider"), config, { parent: this });
    this.registerOutputs({ provider: config.provider, region: config.region });
  }

  /** Tags, or labels, of a resource of this stack. */
  tags(dataClass: DataClass): Record<string, string> {
    return { ...tagsOf({ cloud: this.config, stack: getStack(), dataClass }) };
  }
}

function pinnedProvider(name: string, config: CloudConfig, opts: ComponentResourceOptions): ProviderResource {
  switch (config.provider) {
    case "aws":
      return new AwsProvider(name, awsProvider(config), opts);
    case "gcp":
      return new GcpProvider(name, gcpProvider(config), opts);
    case "azure":
      return new AzureProvider(name, azureProvider(config), opts);
  }
}
