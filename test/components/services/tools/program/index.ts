import { Tools } from "../../../../../components/services/tools/Tools.ts";
import { toolsPlan } from "../../../../../components/services/tools/plan.ts";
import { planContext } from "../../planContext.ts";

const { workloads } = toolsPlan(planContext());
new Tools("plain", { workloads });
new Tools("known", {
  workloads,
  serviceAccountAnnotations: ({ namespace, serviceAccount }) => ({ "example.com/identity": `${namespace}/${serviceAccount}` }),
});
