import { ExistingCluster } from "../../../../../components/cloud/cluster/existing.ts";
import { existingConfig } from "../../../../../components/cloud/cluster/config.ts";
import { Baseline } from "../../../../../components/platform/baseline/Baseline.ts";
import { goodStack } from "../../../../support/stacks.ts";
import { goodNamespace } from "../fixture.ts";

const cluster = new ExistingCluster("cluster", existingConfig.parse(goodStack["cluster"]));
const providers = [cluster.provider];
const kubernetesVersion = cluster.facts.kubernetesVersion;

new Baseline("prod", { namespaces: [goodNamespace], kubernetesVersion, protect: true }, { providers });

const quota = { ...goodNamespace.quota, systemPriorityClasses: ["system-node-critical" as const] };
const unseen = { ...goodNamespace, name: "data", viewers: [], quota };
new Baseline("local", { namespaces: [goodNamespace, unseen], kubernetesVersion, protect: false }, { providers });
