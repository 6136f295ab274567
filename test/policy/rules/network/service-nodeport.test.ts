import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceNodeport } from "../../../../policy/rules/network/service-nodeport.ts";
import { service } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceNodeport, service, [
  ["NodePort", { "spec.type": "NodePort" }, 'Service shop/web sets spec.type to "NodePort"; allowed: ClusterIP'],
  ["not set", { "spec.type": undefined }],
  ["a headless Service", { "spec.clusterIP": "None" }],
  [
    "an unknown type",
    { "spec.type": UNKNOWN },
    "unknown: Service shop/web: spec.type is not known before deployment; allowed: ClusterIP",
  ],
]);
