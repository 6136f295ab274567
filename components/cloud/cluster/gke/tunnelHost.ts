import type { FirewallArgs } from "@pulumi/gcp/compute/firewall.js";
import type { InstanceArgs } from "@pulumi/gcp/compute/instance.js";
import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";
import { gkeNames, type GkeNames } from "./names.ts";

export type IapTunnel = Extract<GkeConfig["access"], { mode: "iapTunnel" }>;

/** Where connections of Identity-Aware Proxy come from. https://docs.cloud.google.com/iap/docs/using-tcp-forwarding */
const IAP_CIDR = "35.235.240.0/20";

/** Account id of the host; the account has no role anywhere. */
export function tunnelAccountId({ name }: Pick<GkeConfig, "name">): string {
  return `${name}-iap`;
}

/** Pure. */
export function tunnelAccount(config: Pick<GkeConfig, "name">, { projectId }: GcpConfig): string {
  return `${tunnelAccountId(config)}@${projectId}.iam.gserviceaccount.com`;
}

/** The host that a tunnel ends at: no public address, logins checked by IAM, nothing installed. Pure. */
export function tunnelHostArgs(access: IapTunnel, config: GkeConfig, cloud: GcpConfig): InstanceArgs {
  const names = gkeNames(config, cloud);
  return {
    name: tunnelAccountId(config),
    zone: access.zone,
    machineType: access.machineType,
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12", size: 10 }, kmsKeySelfLink: names.disksKey },
    networkInterfaces: [{ subnetwork: names.accessSubnet }],
    serviceAccount: { email: tunnelAccount(config, cloud), scopes: [] },
    shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
    metadata: { "enable-oslogin": "TRUE", "block-project-ssh-keys": "TRUE", "serial-port-enable": "FALSE" },
    allowStoppingForUpdate: true,
  };
}

/** Identity-Aware Proxy's way to the host: SSH, after Google has checked who asks. Pure. */
export function tunnelFirewallArgs({ name }: Pick<GkeConfig, "name">, names: GkeNames, hostAccount: string): FirewallArgs {
  return {
    name: `${name}-iap`,
    network: names.network,
    description: "Identity-Aware Proxy to the tunnel's host",
    direction: "INGRESS",
    sourceRanges: [IAP_CIDR],
    targetServiceAccounts: [hostAccount],
    allows: [{ protocol: "tcp", ports: ["22"] }],
    logConfig: { metadata: "INCLUDE_ALL_METADATA" },
  };
}
