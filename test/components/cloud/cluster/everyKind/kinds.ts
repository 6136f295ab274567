import type { ClusterConfig } from "../../../../../components/cloud/cluster/config.ts";
import { clusterConfig } from "../../../../../components/cloud/cluster/config.ts";
import type { CloudConfig } from "../../../../../components/cloud/config.ts";
import { goodStack } from "../../../../support/stacks.ts";
import { aks, AZURE } from "../aks/fixture.ts";
import { CLOUD as AWS, eks } from "../eks/fixture.ts";
import { gke, GCP } from "../gke/fixture.ts";

interface Case {
  readonly config: ClusterConfig;
  readonly cloud: CloudConfig | undefined;
}

/** A good cluster of every kind, in its cloud; a kind without a row does not compile. */
export const CLUSTERS: { readonly [K in ClusterConfig["kind"]]: Case } = {
  eks: { config: eks(), cloud: AWS },
  gke: { config: gke({ network: { kind: "own", data: "10.0.20.0/24" } }), cloud: GCP },
  aks: { config: aks({ network: { kind: "own", data: "10.40.19.0/26" } }), cloud: AZURE },
  existing: { config: clusterConfig.parse(goodStack["cluster"]), cloud: undefined },
};

export const KINDS = Object.keys(CLUSTERS) as readonly ClusterConfig["kind"][];
