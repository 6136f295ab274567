import type { ClusterArgs } from "@pulumi/gcp/container/cluster.js";
import type { Cidr } from "../../../shared/cluster.ts";
import { networkAddresses } from "./addresses.ts";
import type { GkeConfig } from "./config.ts";
import type { GkeNames } from "./names.ts";
import type { GkeParts } from "./parts.ts";

/** A Saturday long past: windows repeat from it. */
const WINDOW_EPOCH = "2026-01-03";

/** The cluster itself. Its nodes are pools of their own: the one that the API insists on is removed at once. Pure. */
export function gkeClusterArgs({ config, cloud, names, hardening }: GkeParts): ClusterArgs {
  return {
    name: config.name,
    location: cloud.region,
    minMasterVersion: config.kubernetesVersion,
    deletionProtection: hardening.deletionProtection,
    resourceLabels: { ...hardening.labels },
    removeDefaultNodePool: true,
    initialNodeCount: 1,
    // Gone within minutes, yet made with the account and the key of the nodes that stay.
    nodeConfig: { serviceAccount: names.nodeAccount, bootDiskKmsKey: names.disksKey },
    ...networkArgs(names),
    ...accessArgs(config, names.controlPlaneSubnet),
    ...authenticationArgs(config),
    ...operationArgs(config),
    databaseEncryption: { state: "ENCRYPTED", keyName: names.secretsKey },
    workloadIdentityConfig: { workloadPool: names.workloadPool },
    enableShieldedNodes: true,
    confidentialNodes: { enabled: config.nodes.confidential },
    binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
    securityPostureConfig: {
      mode: config.securityPosture,
      vulnerabilityMode: config.securityPosture === "ENTERPRISE" ? "VULNERABILITY_ENTERPRISE" : "VULNERABILITY_BASIC",
    },
    nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } },
    // A Service with external IPs takes over traffic that is meant for others (CVE-2020-8554).
    serviceExternalIpsConfig: { enabled: false },
  };
}

function networkArgs(names: GkeNames) {
  return {
    network: names.network,
    subnetwork: names.nodeSubnet,
    networkingMode: "VPC_NATIVE",
    ipAllocationPolicy: { clusterSecondaryRangeName: names.podsRange, servicesSecondaryRangeName: names.servicesRange },
    // Dataplane V2 enforces NetworkPolicies itself; `networkPolicy` would ask for Calico beside it.
    datapathProvider: "ADVANCED_DATAPATH",
    // The one way to name a node there: an ipBlock matches none.
    enableCiliumClusterwideNetworkPolicy: true,
    enableIntranodeVisibility: true,
    dnsConfig: { clusterDns: "KUBE_DNS" },
  } satisfies Partial<ClusterArgs>;
}

/** Who may reach the API server, and where. Nodes reach it at the private endpoint whatever the deployer's way is. */
function accessArgs({ access, network }: GkeConfig, controlPlaneSubnet: string) {
  return {
    privateClusterConfig: {
      enablePrivateNodes: true,
      enablePrivateEndpoint: access.mode !== "publicCidrs",
      privateEndpointSubnetwork: controlPlaneSubnet,
      masterGlobalAccessConfig: { enabled: false },
    },
    masterAuthorizedNetworksConfig: {
      cidrBlocks: authorizedNetworks({ access, network }).map((cidrBlock, index) => ({
        cidrBlock,
        displayName: `${access.mode}-${index}`,
      })),
      gcpPublicCidrsAccessEnabled: false,
      privateEndpointEnforcementEnabled: true,
    },
    controlPlaneEndpointsConfig: {
      // Off, the DNS endpoint is still there, but nobody outside Google gets through it.
      dnsEndpointConfig: {
        allowExternalTraffic: access.mode === "dnsEndpoint",
        enableK8sCertsViaDns: false,
        enableK8sTokensViaDns: false,
      },
      ipEndpointsConfig: { enabled: true },
    },
  } satisfies Partial<ClusterArgs>;
}

/** Who may call the API server's address; Google asks callers of the DNS endpoint for their identity instead. */
function authorizedNetworks({ access, network }: Pick<GkeConfig, "access" | "network">): readonly Cidr[] {
  if (access.mode === "dnsEndpoint") return [];
  if (access.mode !== "iapTunnel") return access.cidrs;
  const { access: host } = networkAddresses(network);
  return host === undefined ? [] : [host];
}

function authenticationArgs({ groupsDomain }: GkeConfig) {
  return {
    masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
    enableLegacyAbac: false,
    // Health checks only; everything else needs a name.
    anonymousAuthenticationConfig: { mode: "LIMITED" },
    rbacBindingConfig: {
      enableInsecureBindingSystemAuthenticated: false,
      enableInsecureBindingSystemUnauthenticated: false,
    },
    ...(groupsDomain === undefined
      ? {}
      : { authenticatorGroupsConfig: { securityGroup: `gke-security-groups@${groupsDomain}` } }),
  } satisfies Partial<ClusterArgs>;
}

function operationArgs({ releaseChannel, maintenance }: GkeConfig) {
  return {
    releaseChannel: { channel: releaseChannel },
    maintenancePolicy: { recurringWindow: maintenanceWindow(maintenance) },
    loggingConfig: {
      enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
    },
    monitoringConfig: {
      enableComponents: ["SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
      // The platform brings its own; a second collector would need its own way into every namespace.
      managedPrometheus: { enabled: false },
    },
    addonsConfig: { gcePersistentDiskCsiDriverConfig: { enabled: true } },
  } satisfies Partial<ClusterArgs>;
}

/** A weekly window as RFC 5545 repeats it. Pure. */
export function maintenanceWindow({ days, startTime, hours }: GkeConfig["maintenance"]): {
  readonly startTime: string;
  readonly endTime: string;
  readonly recurrence: string;
} {
  const start = Date.parse(`${WINDOW_EPOCH}T${startTime}:00Z`);
  const zulu = (time: number): string => new Date(time).toISOString().replace(".000Z", "Z");
  return {
    startTime: zulu(start),
    endTime: zulu(start + hours * 3_600_000),
    recurrence: `FREQ=WEEKLY;BYDAY=${days.join(",")}`,
  };
}
