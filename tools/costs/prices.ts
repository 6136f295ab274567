/** Price of something that costs the same whether it is used or not. */
export interface Price {
  /** US dollars. */
  readonly dollars: number;
  readonly per: "hour" | "month";
  readonly source: string;
  /** Day on which the row was compared with its source; absent where it was not. */
  readonly compared?: string | undefined;
}

/** Regions of the prices; others differ, most by less than a third. */
export const PRICE_REGIONS = "us-east-1, us-central1 and eastus";

const DAY = "2026-11-21";
const VPC = "https://aws.amazon.com/vpc/pricing/";
const EC2 = "https://aws.amazon.com/ec2/pricing/on-demand/";
const COMPUTE = "https://cloud.google.com/compute/vm-instance-pricing";
const MACHINES = "https://azure.microsoft.com/pricing/details/virtual-machines/linux/";

const hourly = (dollars: number, source: string, compared?: string): Price => ({ dollars, per: "hour", source, compared });

/** List prices without discounts, traffic and storage. */
export const PRICES: Readonly<Record<string, Price>> = {
  "aws NAT gateway": hourly(0.045, VPC, DAY),
  "aws interface endpoint in a zone": hourly(0.01, VPC, DAY),
  "aws EKS control plane": hourly(0.1, "https://aws.amazon.com/eks/pricing/"),
  "aws customer key": { dollars: 1, per: "month", source: "https://aws.amazon.com/kms/pricing/" },
  "aws m7i.large": hourly(0.1008, EC2),
  "aws m7i.xlarge": hourly(0.2016, EC2),
  "aws t3.medium": hourly(0.0416, EC2),
  "aws t3.micro": hourly(0.0104, EC2),
  "aws RDS db.t4g.medium": hourly(0.065, "https://aws.amazon.com/rds/postgresql/pricing/"),
  "gcp GKE control plane": hourly(0.1, "https://cloud.google.com/kubernetes-engine/pricing", DAY),
  "gcp e2-small": hourly(0.0168, COMPUTE),
  "gcp e2-standard-2": hourly(0.067, COMPUTE),
  "gcp e2-standard-4": hourly(0.134, COMPUTE),
  "gcp Cloud SQL db-custom-2-8192": hourly(0.1386, "https://cloud.google.com/sql/pricing"),
  "azure AKS control plane": hourly(0.1, "https://azure.microsoft.com/pricing/details/kubernetes-service/"),
  "azure NAT gateway": hourly(0.045, "https://azure.microsoft.com/pricing/details/azure-nat-gateway/"),
  "azure private endpoint": hourly(0.01, "https://azure.microsoft.com/pricing/details/private-link/"),
  "azure Bastion host": hourly(0.29, "https://azure.microsoft.com/pricing/details/azure-bastion/"),
  "azure PostgreSQL Standard_D2ds_v5": hourly(0.178, "https://azure.microsoft.com/pricing/details/postgresql/flexible-server/"),
  "azure Standard_D2ds_v5": hourly(0.113, MACHINES),
  "azure Standard_D4ds_v5": hourly(0.226, MACHINES),
  "azure Standard_D4ads_v5": hourly(0.206, MACHINES),
  "azure Standard_D8ads_v5": hourly(0.412, MACHINES),
  "azure Standard_D4s_v5": hourly(0.192, MACHINES),
};

/** Hours of a month, as the clouds' calculators count them. */
export const MONTH_HOURS = 730;
