import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { apparmor } from "../../../../policy/rules/workload/apparmor.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(apparmor, deployment, [
  [
    "unconfined by field, on the pod",
    { "pod.securityContext.appArmorProfile.type": "Unconfined" },
    'Deployment shop/web sets securityContext.appArmorProfile.type to "Unconfined"; allowed: RuntimeDefault, Localhost or not set',
  ],
  [
    "unconfined by field, in an init container",
    { "init.securityContext.appArmorProfile.type": "Unconfined" },
    'Deployment shop/web: init container "prepare" sets securityContext.appArmorProfile.type to "Unconfined"; allowed: RuntimeDefault, Localhost or not set',
  ],
  [
    "unconfined by annotation",
    { 'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]': "unconfined" },
    'Deployment shop/web sets annotations["container.apparmor.security.beta.kubernetes.io/app"] to "unconfined"; allowed: runtime/default, localhost/<profile> or not set',
  ],
  [
    "a profile of the node",
    {
      "container.securityContext.appArmorProfile": { type: "Localhost", localhostProfile: "web" },
      'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]': "localhost/web",
    },
  ],
  [
    "a profile that only looks like one of the node",
    { 'spec.template.metadata.annotations["container.apparmor.security.beta.kubernetes.io/app"]': "localhost" },
    'Deployment shop/web sets annotations["container.apparmor.security.beta.kubernetes.io/app"] to "localhost"; allowed: runtime/default, localhost/<profile> or not set',
  ],
  ["another annotation", { 'spec.template.metadata.annotations["example.com/app"]': "unconfined" }],
  [
    "unknown annotations",
    { "spec.template.metadata.annotations": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.metadata.annotations is not known before deployment; allowed: no AppArmor profile but runtime/default or localhost/<profile>",
  ],
  [
    "an unknown profile",
    { "pod.securityContext.appArmorProfile.type": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.securityContext.appArmorProfile.type is not known before deployment; allowed: RuntimeDefault, Localhost or not set",
  ],
]);
