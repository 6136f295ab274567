import { fixedCosts, type CostLine } from "../costs/estimate.ts";
import { PRICE_REGIONS } from "../costs/prices.ts";
import { deployerPolicies, type DeployerPolicy } from "../deployer/deployerPolicy.ts";
import type { PreviewRecord } from "../engine/record.ts";

/** What a stack asks of its cloud: rights for its deployer, and money before it does anything. */
export interface CloudExplanation {
  readonly deployer: readonly DeployerPolicy[];
  readonly costs: readonly CostLine[];
}

/** From a preview, because what is deployed, and so what it takes, is only known from its resources. Pure. */
export function explainCloud(record: PreviewRecord): CloudExplanation {
  return { deployer: deployerPolicies(record), costs: fixedCosts(record) };
}

/** The costs first: a policy is longer than a screen. */
export function cloudLines({ deployer, costs }: CloudExplanation): readonly string[] {
  if (deployer.length === 0) return ["The stack makes nothing in a cloud."];
  return [...costLines(costs), "", ...deployer.flatMap(policyLines)];
}

function policyLines({ cloud, document, unknownTypes }: DeployerPolicy): readonly string[] {
  return [
    `What the deployer must be allowed to do in ${cloud}, computed from the stack's resources (bootstrap:deployPolicy takes it as a file):`,
    ...JSON.stringify(document, null, 2).split("\n"),
    ...unknownTypes.map((type) => `not in the table, add its rights by hand: ${type}`),
  ];
}

function costLines(costs: readonly CostLine[]): readonly string[] {
  const known = costs.reduce((sum, { monthly }) => sum + (monthly ?? 0), 0);
  return [
    `What it costs a month before it does anything: list prices of ${PRICE_REGIONS} in US dollars, without traffic, storage and discounts:`,
    ...costs.map((line) => `  ${String(line.count).padStart(4)}  ${line.what.padEnd(44)} ${amount(line)}`),
    `  sum of what has a price: ${known.toFixed(2)}`,
  ];
}

function amount({ monthly, price }: CostLine): string {
  if (monthly === undefined || price === undefined) return "no price in the table";
  return `${monthly.toFixed(2).padStart(9)}${price.compared === undefined ? "  (price not compared with its source)" : ""}`;
}
