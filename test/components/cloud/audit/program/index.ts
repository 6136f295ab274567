import { Config } from "@pulumi/pulumi";
import { CloudAccount } from "../../../../../components/cloud/account/CloudAccount.ts";
import { createAuditStore } from "../../../../../components/cloud/audit/AuditStore.ts";
import { resolveControls, type Profile } from "../../../../../components/config/profiles.ts";
import { cloudOf, STORES, storeWith, type StoreName } from "../fixture.ts";

const config = new Config();
const name = config.require("store") as StoreName;
const profile = config.require("profile") as Profile;

/** What a stack that locks nothing leaves out, and what one that keeps everything adds. */
const CHANGES = {
  dev: { account: undefined, breakGlass: [], alertEmails: [], confirmIrreversible: undefined },
  prod: {
    s3: {
      replication: { bucket: "agents-copy", accountId: "777788889999", keyArn: "arn:aws:kms:eu-west-1:777788889999:key/1-2" },
    },
    gcs: { location: "EUR4" },
    azureBlob: { redundancy: "Standard_GZRS" },
  },
} as const;
const dev = name === "azureBlob" ? { ...CHANGES.dev, phase: "unlocked" } : CHANGES.dev;
const store = storeWith(name, { ...STORES[name], ...(profile === "dev" ? dev : CHANGES.prod[name]) });

const account = new CloudAccount("account", cloudOf(name));
const controls = resolveControls(profile, {}, "2026-11-21").controls;
createAuditStore("audit", { config: store, cloud: cloudOf(name), controls }, { providers: [account.provider] });
