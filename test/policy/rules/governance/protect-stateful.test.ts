import { protectStateful } from "../../../../policy/rules/governance/protect-stateful.ts";
import { persistentVolumeClaim } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(protectStateful, persistentVolumeClaim, [
  ["with protect", {}, [], { options: { protect: true, ignoreChanges: [] } }],
  [
    "a namespace",
    { apiVersion: "v1", kind: "Namespace", "metadata.namespace": undefined },
    "Namespace data is registered without protect; allowed: the option protect: true",
    { options: { protect: false, ignoreChanges: [] } },
  ],
  ["in a file", {}, NOT_APPLICABLE, { file: "claim.yaml" }],
  ["a ConfigMap", { kind: "ConfigMap" }, NOT_APPLICABLE],
]);
