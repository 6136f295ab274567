import { ComponentResource, jsonStringify } from "@pulumi/pulumi";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { CloudAccount } from "../../../../../../components/cloud/account/CloudAccount.ts";
import { connectCluster } from "../../../../../../components/cloud/cluster/index.ts";
import { controlsOf } from "../../eks/fixture.ts";
import { CLUSTERS, KINDS } from "../kinds.ts";

for (const kind of KINDS) {
  const { config, cloud } = CLUSTERS[kind];
  const account = cloud === undefined ? undefined : new CloudAccount(`account-${kind}`, cloud);
  const args = { config, cloud, controls: controlsOf("prod"), account, namespaces: ["gateway"] };
  const parent = new ComponentResource("test:index:Parent", `parent-${kind}`);
  const cluster = connectCluster(kind, args, { parent, providers: account === undefined ? [] : [account.provider] });
  // What a user of the contract does, whatever the kind.
  new ConfigMap(`facts-of-${kind}`, { data: { facts: JSON.stringify(cluster.facts) } }, { provider: cluster.provider });
  const { identity, network } = cluster;
  new ConfigMap(`network-of-${kind}`, { data: { network: jsonStringify(network ?? {}) } }, { provider: cluster.provider });
  new ConfigMap(`identity-of-${kind}`, { data: { by: identity?.by ?? "none" } }, { provider: cluster.provider });
}
