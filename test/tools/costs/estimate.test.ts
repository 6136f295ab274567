import { describe, expect, it } from "vitest";
import { cloudLines, explainCloud } from "../../../tools/commands/explainCloud.ts";
import { fixedCosts } from "../../../tools/costs/estimate.ts";
import { PRICES } from "../../../tools/costs/prices.ts";
import { recordOf } from "../recordOf.ts";

const summary = (...resources: Parameters<typeof recordOf>[0]): readonly unknown[] =>
  fixedCosts(recordOf(resources)).map(({ what, count, monthly }) => [what, count, monthly]);

describe("fixedCosts", () => {
  it("counts what costs by the hour on AWS: endpoints by zone, nodes at their fewest", () => {
    expect(
      summary(
        ["aws:ec2/natGateway:NatGateway", {}],
        ["aws:ec2/natGateway:NatGateway", {}],
        ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Interface", subnetIds: ["a", "b", "c"] }],
        ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcEndpointType: "Gateway" }],
        ["aws:eks/cluster:Cluster", {}],
        ["aws:eks/nodeGroup:NodeGroup", { instanceTypes: ["m7i.large"], scalingConfig: { minSize: 2, maxSize: 4 } }],
        ["aws:kms/key:Key", {}],
      ),
    ).toEqual([
      ["aws customer key", 1, 1],
      ["aws EKS control plane", 1, 73],
      ["aws interface endpoint in a zone", 3, 21.9],
      ["aws m7i.large", 2, 147.17],
      ["aws NAT gateway", 2, 65.7],
    ]);
  });

  it("counts the same on Google Cloud and Azure", () => {
    expect(
      summary(
        ["gcp:container/cluster:Cluster", {}],
        [
          "gcp:container/nodePool:NodePool",
          { nodeConfig: { machineType: "e2-standard-4" }, autoscaling: { totalMinNodeCount: 3 } },
        ],
        ["azure-native:containerservice:ManagedCluster", { agentPoolProfiles: [{ vmSize: "Standard_D4ds_v5", minCount: 2 }] }],
        ["azure-native:network:NatGateway", {}],
      ),
    ).toEqual([
      ["azure AKS control plane", 1, 73],
      ["azure NAT gateway", 1, 32.85],
      ["azure Standard_D4ds_v5", 2, 329.96],
      ["gcp e2-standard-4", 3, 293.46],
      ["gcp GKE control plane", 1, 73],
    ]);
  });

  it("counts a database twice where a second one stands by", () => {
    expect(
      summary(
        ["aws:rds/instance:Instance", { instanceClass: "db.t4g.medium", multiAz: true }],
        ["gcp:sql/databaseInstance:DatabaseInstance", { settings: { tier: "db-custom-2-8192", availabilityType: "REGIONAL" } }],
        [
          "azure-native:dbforpostgresql:Server",
          { sku: { name: "Standard_D2ds_v5" }, highAvailability: { mode: "ZoneRedundant" } },
        ],
      ),
    ).toEqual([
      ["aws RDS db.t4g.medium", 2, 94.9],
      ["azure PostgreSQL Standard_D2ds_v5", 2, 259.88],
      ["gcp Cloud SQL db-custom-2-8192", 2, 202.36],
    ]);
    expect(
      summary(
        ["aws:rds/instance:Instance", { instanceClass: "db.t4g.medium", multiAz: false }],
        ["gcp:sql/databaseInstance:DatabaseInstance", { settings: { tier: "db-custom-2-8192", availabilityType: "ZONAL" } }],
        ["azure-native:dbforpostgresql:Server", { sku: { name: "Standard_D2ds_v5" }, highAvailability: { mode: "Disabled" } }],
      ).map((line) => (line as readonly unknown[])[1]),
    ).toEqual([1, 1, 1]);
  });

  it("invents no price", () => {
    expect(summary(["aws:ec2/instance:Instance", { instanceType: "x9.mega" }])).toEqual([["aws x9.mega", 1, undefined]]);
    expect(summary(["aws:ec2/instance:Instance", { instanceType: { $unknown: true } }])).toEqual([
      ["aws of a size that is not known before deployment", 1, undefined],
    ]);
  });

  it("says of every price where it is from", () => {
    for (const { source, dollars, compared } of Object.values(PRICES)) {
      expect(source).toMatch(/^https:\/\/(aws\.amazon|cloud\.google|azure\.microsoft)\.com\//);
      expect(dollars).toBeGreaterThan(0);
      if (compared !== undefined) expect(compared).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  });
});

describe("config explain --cloud", () => {
  it("shows each line with its price or that there is none, then the policy, which is longer than a screen", () => {
    const record = recordOf([
      ["aws:ec2/natGateway:NatGateway", {}],
      ["aws:ec2/instance:Instance", { instanceType: "x9.mega" }],
    ]);
    const lines = cloudLines(explainCloud(record));
    expect(lines.slice(1, 6)).toEqual([
      "     1  aws NAT gateway                                  32.85",
      "     1  aws x9.mega                                  no price in the table",
      "  sum of what has a price: 32.85",
      "",
      "What the deployer must be allowed to do in aws, computed from the stack's resources (bootstrap:deployPolicy takes it as a file):",
    ]);
  });

  it("says so where a stack makes nothing in a cloud", () => {
    expect(cloudLines(explainCloud(recordOf([])))).toEqual(["The stack makes nothing in a cloud."]);
  });
});
