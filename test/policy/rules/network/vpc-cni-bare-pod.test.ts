import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { vpcCniBarePod } from "../../../../policy/rules/network/vpc-cni-bare-pod.ts";
import { change } from "../../fixtures/change.ts";
import { barePod, deployment } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases } from "../cases.ts";
import { addon, guarded } from "./vpcCniFixture.ts";

const BARE =
  "Pod shop/web does not set metadata.ownerReferences; allowed: an owner, because the VPC CNI holds no pod without one";

worldCases(vpcCniBarePod, [
  ["a pod of a controller", guarded(change(barePod, { "metadata.ownerReferences": [{ kind: "Job", name: "web" }] }))],
  ["a bare pod", guarded(barePod), BARE],
  [
    "an empty list of owners",
    guarded(change(barePod, { "metadata.ownerReferences": [] })),
    "Pod shop/web sets metadata.ownerReferences to []; allowed: an owner, because the VPC CNI holds no pod without one",
  ],
  [
    "owners not known yet",
    guarded(change(barePod, { "metadata.ownerReferences": UNKNOWN })),
    "unknown: Pod shop/web: metadata.ownerReferences is not known before deployment; allowed: an owner, because the VPC CNI holds no pod without one",
  ],
  ["settings not known yet may guard", [addon(UNKNOWN), barePod], BARE],
  ["the network of the node", guarded(change(barePod, { "spec.hostNetwork": true }))],
  ["no pods", guarded(deployment), NOT_APPLICABLE],
  ["an agent that is off", [addon("{}"), barePod], NOT_APPLICABLE],
  ["another add-on", [addon(undefined, "coredns"), barePod], NOT_APPLICABLE],
  ["no EKS", [barePod], NOT_APPLICABLE],
]);
