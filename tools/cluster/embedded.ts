/** The embedded cluster of a clone: everything it keeps is below `.palisade/embedded`. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { removeCluster, runningCluster, startCluster, type Cluster } from "./cluster.ts";
import { clusterFiles, simulatedNodes } from "./spec.ts";
import { InputError } from "../../policy/lib/problem.ts";
import { openPulumi, preparePulumi, type PulumiHome } from "./pulumi/home.ts";
import { pulumiParts, type PulumiParts } from "./pulumi/parts.ts";
import { prepareEmbeddedStack, type EmbeddedStack } from "./pulumi/embeddedStack.ts";
import type { Toolchain } from "./toolchain/toolchain.ts";

export function embeddedFolder(cwd: string): string {
  return join(cwd, ".palisade", "embedded");
}

export function embeddedKubeconfig(cwd: string): string {
  return clusterFiles(join(embeddedFolder(cwd), "cluster")).kubeconfig;
}

export interface EmbeddedDeployment {
  readonly cluster: Cluster;
  readonly stack: EmbeddedStack;
  readonly parts: PulumiParts;
}

/** Starts the cluster where it does not run, and makes the stack ready to be deployed to it. */
export async function embeddedDeployment(
  toolchain: Toolchain,
  { cwd, stack, maxNodes }: { readonly cwd: string; readonly stack: string; readonly maxNodes: number },
): Promise<EmbeddedDeployment> {
  const folder = embeddedFolder(cwd);
  const parts = pulumiParts(toolchain);
  // More nodes than the stack says would not fit the quotas of what runs on every node.
  const nodes = simulatedNodes(Math.min(3, maxNodes));
  const [cluster, home] = await Promise.all([
    startCluster({ folder: join(folder, "cluster"), toolchain, nodes }),
    preparePulumi(join(folder, "pulumi"), parts),
  ]);
  return { cluster, parts, stack: await prepareEmbeddedStack({ home, cwd, stack, kubeconfig: cluster.kubeconfig }) };
}

/** A stack that was deployed to it: its Pulumi and its folder. */
export async function existingEmbeddedStack(
  cwd: string,
  stack: string,
): Promise<{ readonly home: PulumiHome; readonly folder: string }> {
  const pulumi = join(embeddedFolder(cwd), "pulumi");
  const folder = join(pulumi, "stacks", stack);
  const change = `make up STACK=${stack} CLUSTER=embedded`;
  if (!existsSync(folder))
    throw new InputError([{ path: stack, given: "is not on the embedded cluster", allowed: "a deployed stack", change }]);
  return { home: await openPulumi(pulumi), folder };
}

/** Stops the cluster and removes all that it and its stacks kept. False when there was nothing. */
export async function removeEmbedded(cwd: string): Promise<boolean> {
  const folder = embeddedFolder(cwd);
  const there = existsSync(folder);
  await removeCluster(join(folder, "cluster"));
  await rm(folder, { recursive: true, force: true });
  return there;
}

export async function embeddedRuns(cwd: string): Promise<boolean> {
  return (await runningCluster(join(embeddedFolder(cwd), "cluster"))) !== undefined;
}
