import type { PreviewRecord, RecordedResource } from "../engine/record.ts";
import type { ActionTable } from "./actionTable.ts";
import { AWS_ACTIONS } from "./awsActions.ts";
import { awsDocument } from "./awsDocument.ts";
import { AZURE_ACTIONS } from "./azureActions.ts";
import { GCP_PERMISSIONS } from "./gcpPermissions.ts";

export type DeployerCloud = "aws" | "gcp" | "azure";

/** What the role that deploys a stack must be allowed to do, and no more. */
export interface DeployerPolicy {
  readonly cloud: DeployerCloud;
  /** A policy (AWS), a custom role (Azure), or a list of permissions (Google Cloud), as `bootstrap:deployPolicy` takes it. */
  readonly document: object;
  /** Types that no table knows: their rights must be added by hand. */
  readonly unknownTypes: readonly string[];
}

const PREFIXES: Readonly<Record<DeployerCloud, string>> = { aws: "aws:", gcp: "gcp:", azure: "azure-native:" };
const TABLES: Readonly<Record<DeployerCloud, ActionTable>> = {
  aws: AWS_ACTIONS,
  gcp: GCP_PERMISSIONS,
  azure: AZURE_ACTIONS,
};

/** Computed from the resources of a preview: for every cloud that it has any of. Pure. */
export function deployerPolicies({ resources }: PreviewRecord): readonly DeployerPolicy[] {
  return (["aws", "gcp", "azure"] as const).flatMap((cloud) => {
    const own = resources.filter(({ type, custom, read }) => custom && !read && type.startsWith(PREFIXES[cloud]));
    const types = [...new Set(own.map(({ type }) => type))].sort();
    return types.length === 0 ? [] : [policyFor(cloud, types, resources)];
  });
}

function policyFor(cloud: DeployerCloud, types: readonly string[], resources: readonly RecordedResource[]): DeployerPolicy {
  const table = TABLES[cloud];
  const actions = sorted(types.flatMap((type) => table[shortType(type)] ?? []));
  const unknownTypes = types.filter((type) => table[shortType(type)] === undefined);
  return { cloud, document: documentOf(cloud, actions, resources), unknownTypes };
}

function documentOf(cloud: DeployerCloud, actions: readonly string[], resources: readonly RecordedResource[]): object {
  switch (cloud) {
    case "aws":
      return awsDocument(actions, resources);
    case "gcp":
      return { permissions: actions };
    case "azure":
      return { actions, dataActions: [] };
  }
}

/** `aws:s3/bucket:Bucket` is `s3/bucket`, `azure-native:storage:StorageAccount` is `storage:StorageAccount`. */
export function shortType(type: string): string {
  const [, module = "", name = ""] = type.split(":");
  return module.includes("/") ? module : `${module}:${name}`;
}

function sorted(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
