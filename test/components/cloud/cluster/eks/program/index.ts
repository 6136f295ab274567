import { CloudAccount } from "../../../../../../components/cloud/account/CloudAccount.ts";
import { EksCluster } from "../../../../../../components/cloud/cluster/eks/EksCluster.ts";
import { CLOUD, controlsOf, eks, EXISTING_NETWORK, GOOD_CLUSTER } from "../fixture.ts";

const account = new CloudAccount("account", CLOUD);
const inAccount = { providers: [account.provider] };
const common = { cloud: CLOUD, account, namespaces: ["gateway", "data"] };

new EksCluster("prod", { ...common, config: eks(), controls: controlsOf("prod") }, inAccount);

const zones = ["eu-central-1a", "eu-central-1b"];
const open = { mode: "publicCidrs", cidrs: ["203.0.113.0/24"] };
const dev = eks({ network: { ...GOOD_CLUSTER.network, zones }, access: open });
new EksCluster("dev", { ...common, config: dev, controls: controlsOf("dev") }, inAccount);

const landed = eks({ network: EXISTING_NETWORK, access: { mode: "ssmTunnel" } });
new EksCluster("landed", { ...common, config: landed, controls: controlsOf("prod") }, inAccount);
