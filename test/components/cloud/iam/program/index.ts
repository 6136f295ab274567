import { output } from "@pulumi/pulumi";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { CloudAccount } from "../../../../../components/cloud/account/CloudAccount.ts";
import type { ClusterIdentity } from "../../../../../components/cloud/cluster/contract.ts";
import { CloudIdentities } from "../../../../../components/cloud/iam/CloudIdentities.ts";
import type { IamContext } from "../../../../../components/cloud/iam/contract.ts";
import { HardenedWorkload } from "../../../../../components/workload/HardenedWorkload.ts";
import { goodWorkload } from "../../../workload/fixture.ts";
import { APPEND, CONTEXTS, edge, spireKeys } from "../fixture.ts";

const issuer = output("https://oidc.eks.eu-central-1.amazonaws.com/id/0A1B");
const kubernetes = new Provider("cluster", { context: "cases" });

identities("aws", CONTEXTS.aws, { by: "podIdentity", clusterName: output("prod") });
identities("irsa", { ...CONTEXTS.aws, trust: "irsa" }, { by: "irsa", issuer, registered: kubernetes });
identities("gcp", CONTEXTS.gcp, { by: "workloadIdentityPool", pool: "acme-prod.svc.id.goog" });
identities("azure", CONTEXTS.azure, { by: "federatedCredential", issuer: output("https://issuer.example/") });

function identities(name: string, context: IamContext, identity: ClusterIdentity): void {
  const account = new CloudAccount(`${name}-account`, context.cloud);
  const edges = [edge(APPEND, spireKeys(context.cloud.provider))];
  const made = new CloudIdentities(name, { edges, context, identity, account }, { providers: [account.provider] });
  const spec = { ...goodWorkload, namespace: "gateway", serviceAccount: { name: "precinct-gateway" } };
  const serviceAccountAnnotations = made.annotations({ namespace: "gateway", serviceAccount: "precinct-gateway" });
  new HardenedWorkload(
    `${name}-gateway`,
    { spec, serviceAccountAnnotations },
    { providers: [kubernetes], dependsOn: [...made.ready] },
  );
}
