import { CloudAccount } from "../../../../../components/cloud/account/CloudAccount.ts";
import { AksCluster } from "../../../../../components/cloud/cluster/aks/AksCluster.ts";
import { GkeCluster } from "../../../../../components/cloud/cluster/gke/GkeCluster.ts";
import { aks, AZURE, EXISTING_NETWORK as AKS_NETWORK } from "../aks/fixture.ts";
import { controlsOf, EXISTING_NETWORK as GKE_NETWORK, gke, GCP } from "../gke/fixture.ts";

const [dev, prod] = [controlsOf("dev"), controlsOf("prod")];

const project = new CloudAccount("project", GCP);
const inProject = { providers: [project.provider] };
new GkeCluster("gke", { config: gke(), cloud: GCP, controls: prod, account: project }, inProject);
const iapTunnel = gke({ access: { mode: "iapTunnel", zone: "europe-west3-b" } });
new GkeCluster("tunnelled", { config: iapTunnel, cloud: GCP, controls: dev, account: project }, inProject);

const landed = gke({ network: GKE_NETWORK, access: { mode: "iapTunnel", zone: "europe-west3-b" } });
new GkeCluster("landed-gke", { config: landed, cloud: GCP, controls: prod, account: project }, inProject);

const subscription = new CloudAccount("subscription", AZURE);
const inSubscription = { providers: [subscription.provider] };
new AksCluster("aks", { config: aks(), cloud: AZURE, controls: prod, account: subscription }, inSubscription);
const open = aks({ access: { mode: "bastion" }, keyVault: { name: "acme-dev-keys", publicAccess: true } });
new AksCluster("open", { config: open, cloud: AZURE, controls: dev, account: subscription }, inSubscription);
const adopted = aks({ network: AKS_NETWORK });
new AksCluster("landed-aks", { config: adopted, cloud: AZURE, controls: prod, account: subscription }, inSubscription);
