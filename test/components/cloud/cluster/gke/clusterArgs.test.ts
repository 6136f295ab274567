import { describe, expect, it } from "vitest";
import { gkeClusterArgs, maintenanceWindow } from "../../../../../components/cloud/cluster/gke/clusterArgs.ts";
import { gkeParts } from "./fixture.ts";

const args = gkeClusterArgs(gkeParts());
const changed = (change: Readonly<Record<string, unknown>>) => gkeClusterArgs(gkeParts(change));

describe("a GKE cluster", () => {
  it.each<[string, object]>([
    ["is regional and of the version asked for", { name: "prod", location: "europe-west3", minMasterVersion: "1.36" }],
    [
      "is VPC-native in its own network",
      {
        networkingMode: "VPC_NATIVE",
        network: "projects/acme-prod/global/networks/prod",
        subnetwork: "projects/acme-prod/regions/europe-west3/subnetworks/prod-nodes",
        ipAllocationPolicy: { clusterSecondaryRangeName: "pods", servicesSecondaryRangeName: "services" },
      },
    ],
    [
      "has private nodes and a private endpoint in a subnet of its own",
      {
        privateClusterConfig: {
          enablePrivateNodes: true,
          enablePrivateEndpoint: true,
          privateEndpointSubnetwork: "projects/acme-prod/regions/europe-west3/subnetworks/prod-control-plane",
          masterGlobalAccessConfig: { enabled: false },
        },
      },
    ],
    [
      "answers the authorized networks only, and none of Google's public ones",
      {
        masterAuthorizedNetworksConfig: {
          cidrBlocks: [{ cidrBlock: "10.200.0.0/24", displayName: "vpcRunner-0" }],
          gcpPublicCidrsAccessEnabled: false,
          privateEndpointEnforcementEnabled: true,
        },
      },
    ],
    ["enforces NetworkPolicies by Dataplane V2", { datapathProvider: "ADVANCED_DATAPATH" }],
    ["[P-91] has Workload Identity", { workloadIdentityConfig: { workloadPool: "acme-prod.svc.id.goog" } }],
    ["verifies what its nodes booted", { enableShieldedNodes: true }],
    [
      "encrypts Secrets in etcd under its own key",
      {
        databaseEncryption: {
          state: "ENCRYPTED",
          keyName: "projects/acme-prod/locations/europe-west3/keyRings/prod/cryptoKeys/secrets",
        },
      },
    ],
    ["follows a release channel", { releaseChannel: { channel: "STABLE" } }],
    [
      "is upgraded in its window only",
      {
        maintenancePolicy: {
          recurringWindow: {
            startTime: "2026-01-03T02:00:00Z",
            endTime: "2026-01-03T08:00:00Z",
            recurrence: "FREQ=WEEKLY;BYDAY=SA,SU",
          },
        },
      },
    ],
    ["issues no client certificate", { masterAuth: { clientCertificateConfig: { issueClientCertificate: false } } }],
    ["has no attribute-based access", { enableLegacyAbac: false }],
    ["answers health checks only to the nameless", { anonymousAuthenticationConfig: { mode: "LIMITED" } }],
    [
      "refuses bindings to everybody",
      {
        rbacBindingConfig: {
          enableInsecureBindingSystemAuthenticated: false,
          enableInsecureBindingSystemUnauthenticated: false,
        },
      },
    ],
    [
      "[S-96] writes the logs of the control plane",
      {
        loggingConfig: {
          enableComponents: ["SYSTEM_COMPONENTS", "WORKLOADS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
        },
      },
    ],
    [
      "measures the control plane",
      {
        monitoringConfig: {
          enableComponents: ["SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"],
          managedPrometheus: { enabled: false },
        },
      },
    ],
    ["takes policies that name nodes", { enableCiliumClusterwideNetworkPolicy: true }],
    ["sees traffic between pods of a node", { enableIntranodeVisibility: true }],
    ["reports its posture", { securityPostureConfig: { mode: "BASIC", vulnerabilityMode: "VULNERABILITY_BASIC" } }],
    [
      "asks Binary Authorization for every image",
      { binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" } },
    ],
    ["lets no Service take an external address", { serviceExternalIpsConfig: { enabled: false } }],
    [
      "closes the kubelet's open port on every pool to come",
      { nodePoolDefaults: { nodeConfigDefaults: { insecureKubeletReadonlyPortEnabled: "FALSE" } } },
    ],
    ["keeps its DNS in pods that policies can name", { dnsConfig: { clusterDns: "KUBE_DNS" } }],
    ["cannot be deleted by mistake", { deletionProtection: true }],
    [
      "has no default pool, and ran the one it had to have as the nodes that stay",
      {
        removeDefaultNodePool: true,
        initialNodeCount: 1,
        nodeConfig: {
          serviceAccount: "prod-nodes@acme-prod.iam.gserviceaccount.com",
          bootDiskKmsKey: "projects/acme-prod/locations/europe-west3/keyRings/prod/cryptoKeys/disks",
        },
      },
    ],
    ["says whose it is", { resourceLabels: { owner: "platform" } }],
  ])("%s", (_title, expected) => {
    expect(args).toMatchObject(expected);
  });

  it("asks for no second engine beside Dataplane V2", () => {
    expect(args).not.toHaveProperty("networkPolicy");
    expect(args).not.toHaveProperty("addonsConfig.networkPolicyConfig");
  });

  it("knows groups of the Workspace domain where there is one", () => {
    expect(args).not.toHaveProperty("authenticatorGroupsConfig");
    expect(changed({ groupsDomain: "acme.dev" })).toHaveProperty("authenticatorGroupsConfig", {
      securityGroup: "gke-security-groups@acme.dev",
    });
  });

  it("looks deeper where it is asked", () => {
    expect(changed({ securityPosture: "ENTERPRISE" }).securityPostureConfig).toEqual({
      mode: "ENTERPRISE",
      vulnerabilityMode: "VULNERABILITY_ENTERPRISE",
    });
  });

  it.each<[string, object, { readonly isPublic: boolean; readonly cidrs: readonly string[]; readonly dns: boolean }]>([
    ["dnsEndpoint", { mode: "dnsEndpoint" }, { isPublic: false, cidrs: [], dns: true }],
    ["vpcRunner", { mode: "vpcRunner", cidrs: ["10.200.0.0/24"] }, { isPublic: false, cidrs: ["10.200.0.0/24"], dns: false }],
    ["iapTunnel", { mode: "iapTunnel", zone: "europe-west3-b" }, { isPublic: false, cidrs: ["10.0.17.0/28"], dns: false }],
    ["publicCidrs", { mode: "publicCidrs", cidrs: ["8.8.8.0/24"] }, { isPublic: true, cidrs: ["8.8.8.0/24"], dns: false }],
  ])("by %s lets in exactly whom it names", (_mode, access, { isPublic, cidrs, dns }) => {
    expect(changed({ access })).toMatchObject({
      privateClusterConfig: { enablePrivateNodes: true, enablePrivateEndpoint: !isPublic },
      masterAuthorizedNetworksConfig: { cidrBlocks: cidrs.map((cidrBlock) => ({ cidrBlock })) },
      controlPlaneEndpointsConfig: {
        dnsEndpointConfig: { allowExternalTraffic: dns, enableK8sCertsViaDns: false, enableK8sTokensViaDns: false },
        ipEndpointsConfig: { enabled: true },
      },
    });
  });

  it("ends a window after midnight on the next day", () => {
    expect(maintenanceWindow({ days: ["WE"], startTime: "22:30", hours: 12 })).toEqual({
      startTime: "2026-01-03T22:30:00Z",
      endTime: "2026-01-04T10:30:00Z",
      recurrence: "FREQ=WEEKLY;BYDAY=WE",
    });
  });
});
