import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceExternalName } from "../../../../policy/rules/network/service-external-name.ts";
import { service } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(serviceExternalName, service, [
  [
    "an alias",
    { "spec.type": "ExternalName", "spec.externalName": "db.example.com" },
    'Service shop/web sets spec.type to "ExternalName"; allowed: ClusterIP',
  ],
  [
    "an alias of another namespace",
    { spec: { type: "ExternalName", externalName: "db.data.svc.cluster.local" } },
    'Service shop/web sets spec.type to "ExternalName"; allowed: ClusterIP',
  ],
  [
    "an alias without a name",
    { "spec.type": "ExternalName" },
    'Service shop/web sets spec.type to "ExternalName"; allowed: ClusterIP',
  ],
  [
    "a name under another type",
    { "spec.externalName": "db.example.com" },
    'Service shop/web sets spec.externalName to "db.example.com"; allowed: no external name',
  ],
  ["no type, which is ClusterIP", { "spec.type": undefined }],
  [
    "an unknown type",
    { "spec.type": UNKNOWN },
    "unknown: Service shop/web: spec.type is not known before deployment; allowed: ClusterIP",
  ],
  [
    "an unknown name",
    { "spec.externalName": UNKNOWN },
    "unknown: Service shop/web: spec.externalName is not known before deployment; allowed: no external name",
  ],
]);
