import { Config, secret } from "@pulumi/pulumi";
import { Data } from "../../../../../components/services/data/Data.ts";
import { dataPlan } from "../../../../../components/services/data/plan.ts";
import { Observability } from "../../../../../components/services/observability/Observability.ts";
import { observabilityPlan } from "../../../../../components/services/observability/plan.ts";
import { planContext } from "../../planContext.ts";

const context = planContext();
const adminSecret = new Config().get("adminSecret") ?? "admin-secret-of-the-test-000000001";

new Data("data", { workloads: dataPlan(context).workloads });
new Observability("observability", {
  workloads: observabilityPlan(context).workloads,
  secrets: {
    phoenixSecret: secret("session-secret-of-the-test-0000001"),
    phoenixAdminSecret: secret(adminSecret),
    phoenixAdminPassword: secret("correct-horse"),
  },
});
