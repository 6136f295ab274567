import type { PreviewRecord, Recorded, RecordedResource } from "../engine/record.ts";
import { MONTH_HOURS, PRICES, type Price } from "./prices.ts";

/** Something that costs from the first day on, however little it is used. */
export interface CostLine {
  /** As the price table names it: `aws NAT gateway`. */
  readonly what: string;
  readonly count: number;
  /** US dollars a month for all of them; undefined where the table has no price. */
  readonly monthly: number | undefined;
  /** Where the price is from, and when it was last compared. */
  readonly price: Price | undefined;
}

interface Driver {
  readonly what: string;
  readonly count: number;
}

type Counter = (inputs: RecordedResource["inputs"]) => readonly Driver[];

const one =
  (what: string): Counter =>
  () => [{ what, count: 1 }];

/** Types that cost by the hour or by the month, and how many of what one of them is. Nodes count at their fewest. */
const DRIVERS: Readonly<Record<string, Counter>> = {
  "aws:ec2/natGateway:NatGateway": one("aws NAT gateway"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": ({ vpcEndpointType, subnetIds }) =>
    vpcEndpointType === "Interface" ? [{ what: "aws interface endpoint in a zone", count: lengthOf(subnetIds) }] : [],
  "aws:eks/cluster:Cluster": one("aws EKS control plane"),
  "aws:eks/nodeGroup:NodeGroup": ({ instanceTypes, scalingConfig }) => [
    { what: `aws ${textOf(first(instanceTypes))}`, count: numberOf(field(scalingConfig, "minSize")) },
  ],
  "aws:ec2/instance:Instance": ({ instanceType }) => [{ what: `aws ${textOf(instanceType)}`, count: 1 }],
  "aws:rds/instance:Instance": ({ instanceClass, multiAz }) => [
    { what: `aws RDS ${textOf(instanceClass)}`, count: multiAz === true ? 2 : 1 },
  ],
  "aws:kms/key:Key": one("aws customer key"),
  "gcp:container/cluster:Cluster": one("gcp GKE control plane"),
  "gcp:container/nodePool:NodePool": ({ nodeConfig, autoscaling }) => [
    {
      what: `gcp ${textOf(field(nodeConfig, "machineType"))}`,
      count: numberOf(field(autoscaling, "totalMinNodeCount") ?? field(autoscaling, "minNodeCount")),
    },
  ],
  "gcp:compute/instance:Instance": ({ machineType }) => [{ what: `gcp ${textOf(machineType)}`, count: 1 }],
  "gcp:sql/databaseInstance:DatabaseInstance": ({ settings }) => [
    {
      what: `gcp Cloud SQL ${textOf(field(settings, "tier"))}`,
      count: field(settings, "availabilityType") === "REGIONAL" ? 2 : 1,
    },
  ],
  "azure-native:containerservice:ManagedCluster": ({ agentPoolProfiles }) => [
    { what: "azure AKS control plane", count: 1 },
    ...listOf(agentPoolProfiles).map(poolDriver),
  ],
  "azure-native:containerservice:AgentPool": (inputs) => [poolDriver(inputs)],
  "azure-native:network:NatGateway": one("azure NAT gateway"),
  "azure-native:network:PrivateEndpoint": one("azure private endpoint"),
  "azure-native:network:BastionHost": one("azure Bastion host"),
  "azure-native:dbforpostgresql:Server": ({ sku, highAvailability }) => [
    {
      what: `azure PostgreSQL ${textOf(field(sku, "name"))}`,
      count: field(highAvailability, "mode") === "ZoneRedundant" ? 2 : 1,
    },
  ],
};

function poolDriver(pool: Recorded): Driver {
  return { what: `azure ${textOf(field(pool, "vmSize"))}`, count: numberOf(field(pool, "minCount") ?? field(pool, "count")) };
}

/** What a stack costs a month before it does anything. Pure. */
export function fixedCosts({ resources }: PreviewRecord): readonly CostLine[] {
  const drivers = resources.flatMap(({ type, inputs }) => DRIVERS[type]?.(inputs) ?? []);
  const counts = [...Map.groupBy(drivers, ({ what }) => what)].sort(([a], [b]) => a.localeCompare(b));
  return counts.map(([what, found]) => {
    const count = found.reduce((sum, driver) => sum + driver.count, 0);
    const price = PRICES[what];
    return { what, count, price, monthly: price === undefined ? undefined : cents(count * monthlyOf(price)) };
  });
}

function monthlyOf({ dollars, per }: Price): number {
  return per === "hour" ? dollars * MONTH_HOURS : dollars;
}

function cents(dollars: number): number {
  return Math.round(dollars * 100) / 100;
}

function field(value: Recorded | undefined, name: string): Recorded | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return (value as Readonly<Record<string, Recorded>>)[name];
}

function listOf(value: Recorded | undefined): readonly Recorded[] {
  return Array.isArray(value) ? (value as readonly Recorded[]) : [];
}

function first(value: Recorded | undefined): Recorded | undefined {
  return listOf(value)[0];
}

function textOf(value: Recorded | undefined): string {
  return typeof value === "string" ? value : "of a size that is not known before deployment";
}

/** At least one, where the number is not known. */
function numberOf(value: Recorded | undefined): number {
  return typeof value === "number" ? value : 1;
}

function lengthOf(value: Recorded | undefined): number {
  return Math.max(1, listOf(value).length);
}
