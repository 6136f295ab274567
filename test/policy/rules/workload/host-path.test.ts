import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostPath } from "../../../../policy/rules/workload/host-path.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(hostPath, deployment, [
  [
    "a host path",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/var/lib" } } },
    'Deployment shop/web sets volumes[1].hostPath to {"path":"/var/lib"}; allowed: any volume type but hostPath',
  ],
  ["a CSI volume", { "pod.volumes[1]": { name: "spiffe", csi: { driver: "csi.spiffe.io", readOnly: true } } }],
  ["a volume called hostPath", { "pod.volumes[1]": { name: "hostPath", emptyDir: {} } }],
  ["no volumes", { "pod.volumes": undefined }],
  [
    "an unknown volume",
    { "pod.volumes[1]": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.volumes[1].hostPath is not known before deployment; allowed: any volume type but hostPath",
  ],
  [
    "unknown volumes",
    { "pod.volumes": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.volumes.hostPath is not known before deployment; allowed: any volume type but hostPath",
  ],
]);
