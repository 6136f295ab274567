import { scopeKept } from "../../../../policy/rules/governance/scope-kept.ts";
import { deployment } from "../../fixtures/objects.ts";
import { UNKNOWN, type Plain, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { NOT_APPLICABLE, pulumiResource, resourceOf, worldCases } from "../cases.ts";

const platform = (layers: Plain): PolicyResource => pulumiResource("palisade:platform:Platform", { layers });
const web = resourceOf(deployment);
const inside = (component: string, resource: PolicyResource = pulumiResource("aws:s3/bucket:Bucket")): PolicyResource => ({
  ...resource,
  id: `urn:pulumi:prod::palisade::palisade:platform:Platform$${component}$${resource.type}::${resource.name}`,
});
const gateway = inside("palisade:services:Gateway", web);

worldCases(scopeKept, [
  ["all layers", [platform(["audit", "cloud", "platform", "services", "tenants"]), gateway, inside("palisade:audit:AuditStore")]],
  ["nothing said", [platform(undefined), gateway, inside("palisade:audit:AuditStore")]],
  ["layers that are not known", [platform(UNKNOWN), gateway]],
  [
    "audit and cloud alone",
    [platform(["audit", "cloud"]), inside("palisade:audit:AuditStore"), inside("palisade:cluster:EksCluster")],
  ],
  [
    "a service without services",
    [platform(["audit", "cloud", "platform"]), gateway],
    "Deployment shop/web is of the layer services, which the platform leaves for later; allowed: only what is of its layers",
  ],
  [
    "a pod without platform",
    [platform(["audit", "cloud"]), web],
    "Deployment shop/web is of the layer platform, which the platform leaves for later; allowed: only what is of its layers",
  ],
  [
    "a registration without platform",
    [platform(["audit", "cloud"]), inside("palisade:platform:Spire")],
    "aws:s3/bucket:Bucket test is of the layer platform, which the platform leaves for later; allowed: only what is of its layers",
  ],
  [
    "a store without audit",
    [platform(["cloud"]), inside("palisade:audit:AuditStore")],
    "aws:s3/bucket:Bucket test is of the layer audit, which the platform leaves for later; allowed: only what is of its layers",
  ],
  [
    "a cluster without cloud",
    [platform(["audit"]), inside("palisade:cluster:GkeCluster")],
    "aws:s3/bucket:Bucket test is of the layer cloud, which the platform leaves for later; allowed: only what is of its layers",
  ],
  [
    "a database without cloud",
    [platform(["audit"]), inside("palisade:cloud:Database")],
    "aws:s3/bucket:Bucket test is of the layer cloud, which the platform leaves for later; allowed: only what is of its layers",
  ],
  ["the account of a store", [platform(["audit"]), inside("palisade:cloud:Account")]],
  ["no platform", [gateway], NOT_APPLICABLE],
]);
