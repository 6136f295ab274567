/** One embedded cluster and one Pulumi installation for a test file; both are gone when it ends, however it ends. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll } from "vitest";
import { removeCluster, startCluster, type Cluster } from "../../../tools/cluster/cluster.ts";
import { KubeApi } from "../../../tools/cluster/kubeApi.ts";
import { preparePulumi, type PulumiHome, type ScriptedProviders } from "../../../tools/cluster/pulumi/home.ts";
import { pulumiParts } from "../../../tools/cluster/pulumi/parts.ts";
import { simulatedNodes, type NodeSpec } from "../../../tools/cluster/spec.ts";
import { ensureToolchain, type Toolchain } from "../../../tools/cluster/toolchain/toolchain.ts";
import { startStateBucket, type StateBucket } from "../standins/stateBucket.ts";

/** One stand-in serves all clouds. */
const ECHO = fileURLToPath(new URL("../standins/cloud/provider.ts", import.meta.url));
const CLOUDS: ScriptedProviders = { aws: ECHO, gcp: ECHO, "azure-native": ECHO };

export interface Sandbox {
  readonly folder: string;
  readonly toolchain: Toolchain;
  readonly cluster: Cluster;
  readonly home: PulumiHome;
  /** As the cluster's administrator. */
  readonly api: KubeApi;
  /** Where a stack in production keeps its state. */
  readonly bucket: StateBucket;
}

/** Call it at the top of a test file; the result may be read inside tests and hooks. */
export function sandbox(nodes: readonly NodeSpec[] = simulatedNodes()): Sandbox {
  const made: { -readonly [K in keyof Sandbox]?: Sandbox[K] } = {};
  beforeAll(async () => {
    made.folder = await mkdtemp(join(tmpdir(), "palisade-e2e-"));
    made.toolchain = await ensureToolchain();
    made.cluster = await startCluster({ folder: join(made.folder, "cluster"), toolchain: made.toolchain, nodes, tied: true });
    made.home = await preparePulumi(join(made.folder, "pulumi"), pulumiParts(made.toolchain), CLOUDS);
    made.api = KubeApi.of(made.cluster.kubeconfig);
    made.bucket = await startStateBucket();
  });
  afterAll(async () => {
    made.api?.close();
    await made.bucket?.close();
    if (made.folder === undefined) return;
    await removeCluster(join(made.folder, "cluster"));
    await rm(made.folder, { recursive: true, force: true });
  });
  return made as Sandbox;
}
