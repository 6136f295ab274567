import { Config, secret } from "@pulumi/pulumi";
import { Provider } from "@pulumi/kubernetes/provider.js";
import { Gateway } from "../../../../../components/services/gateway/Gateway.ts";
import { loadBundle } from "../../../../../components/services/gateway/bundle.ts";
import { gatewayPlan } from "../../../../../components/services/gateway/plan.ts";
import { GUARD_MODEL, contextWith } from "../context.ts";

const config = new Config();
const change = {
  gateway: {
    policyBundle: "../../../../../components/services/gateway/bundle",
    ...(config.getBoolean("guard") ? { guardModel: GUARD_MODEL } : {}),
  },
};
new Gateway(
  "gateway",
  {
    workloads: gatewayPlan(contextWith(change), loadBundle(change.gateway.policyBundle)).workloads,
    secrets: { approvalSigningKey: secret(config.require("key")), guardApiKey: secret("guard-key-that-must-not-leak") },
  },
  { providers: [new Provider("cluster", { kubeconfig: "{}" })] },
);
