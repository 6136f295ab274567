import { CALLER_CONTROLS } from "../../lib/controls.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { judgeMeshNamespaces, meshNamespaces, ROOT_NAMESPACE } from "../../lib/mesh.ts";
import { isAbsent, isUnknown, read } from "../../lib/plain.ts";
import type { WorldRule } from "../../lib/rule.ts";

export const authorizationPolicyPresent: WorldRule = {
  name: "authorization-policy-present",
  title: "Every namespace of the mesh says who may call",
  description:
    "A namespace whose pods are in the Istio mesh (by its labels) must have an AuthorizationPolicy that allows (the default action; one without rules allows nothing) for all of its pods, in it or in Istio's root namespace: only then is refused what no policy allows. A pod that no ALLOW policy selects serves every caller. Pods that join by a label of their own are not seen.",
  severity: "high",
  level: FROM_STAGING,
  controls: CALLER_CONTROLS,
  remediation:
    "Add an AuthorizationPolicy with an empty spec to the namespace, which denies, and one for each service that allows.",
  params: ROOT_NAMESPACE,
  scope: "world",
  appliesTo: (world) => meshNamespaces(world).length > 0,
  check: (world, { params }) =>
    judgeMeshNamespaces(world, {
      kind: "AuthorizationPolicy",
      root: params["rootNamespace"],
      counts: ({ props }) => {
        const action = read(props, "spec", "action");
        return action === "ALLOW" || isAbsent(action) || isUnknown(action);
      },
      wanted: "an AuthorizationPolicy that allows for all of its pods",
    }),
};
