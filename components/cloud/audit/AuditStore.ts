import { ComponentResource, getStack, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Controls } from "../../config/profiles.ts";
import { childName, typeToken } from "../../shared/names.ts";
import { CloudAccount } from "../account/CloudAccount.ts";
import { tagsOf } from "../account/tags.ts";
import type { CloudConfig } from "../config.ts";
import { createAzureStore } from "./azureBlob/AzureStore.ts";
import type { StoreConfig } from "./config.ts";
import { createGcsStore } from "./gcs/GcsStore.ts";
import { keptBy, type StoreChild } from "./kept.ts";
import { accountOf, bucketOf, placeStore } from "./location.ts";
import { retentionOf } from "./retention.ts";
import { createS3Store } from "./s3/S3Store.ts";

export interface AuditStoreArgs {
  readonly config: StoreConfig;
  /** The stack's cloud; the store may be in another account of it. */
  readonly cloud: CloudConfig;
  readonly controls: Pick<Controls, "profile" | "protectStateful">;
}

/** The store, in an account of its own where the stack names one. */
export function createAuditStore(name: string, args: AuditStoreArgs, opts: ComponentResourceOptions): AuditStore {
  const placed = placeStore(args.config, args.cloud);
  if (placed === undefined || accountOf(placed.cloud) === accountOf(args.cloud)) return new AuditStore(name, args, opts);
  const account = new CloudAccount(childName(name, "account"), placed.cloud, opts);
  return new AuditStore(name, args, { ...opts, providers: [account.provider] });
}

/** Storage for the audit trail that takes objects and, for the retention of the profile, gives none back to be changed. */
class AuditStore extends ComponentResource {
  constructor(name: string, { config, cloud, controls }: AuditStoreArgs, opts?: ComponentResourceOptions) {
    super(typeToken("audit", "AuditStore"), name, {}, opts);
    const placed = placeStore(config, cloud);
    if (placed === undefined) throw new Error(`the plan let the store ${config.store} into a stack of ${cloud.provider}`);
    const retention = retentionOf(controls.profile, config);
    const child: StoreChild = {
      name,
      parent: this,
      tags: { ...tagsOf({ cloud, stack: getStack(), dataClass: "audit" }) },
      kept: keptBy(retention, controls.protectStateful),
    };
    switch (placed.kind) {
      case "s3":
        createS3Store(child, { ...placed, writers: accountOf(cloud), retention });
        break;
      case "gcs":
        createGcsStore(child, { ...placed, ownProject: accountOf(placed.cloud) !== accountOf(cloud), retention });
        break;
      case "azureBlob":
        createAzureStore(child, { ...placed, retention });
        break;
    }
    const accounts = { account: accountOf(placed.cloud), writersAccount: accountOf(cloud) };
    this.registerOutputs({ store: config.store, bucket: bucketOf(config), ...accounts, retention });
  }
}
