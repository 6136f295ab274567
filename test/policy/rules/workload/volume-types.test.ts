import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { volumeTypes } from "../../../../policy/rules/workload/volume-types.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(volumeTypes, deployment, [
  [
    "a host path",
    { "pod.volumes[1]": { name: "host", hostPath: { path: "/a" } } },
    'Deployment shop/web sets volumes[1] to {"name":"host","hostPath":{"path":"/a"}}; allowed: one of configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret',
  ],
  [
    "NFS",
    { "pod.volumes[1]": { name: "share", nfs: { server: "nas", path: "/" } } },
    'Deployment shop/web sets volumes[1] to {"name":"share","nfs":{"server":"nas","path":"/"}}; allowed: one of configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret',
  ],
  ["a projected volume", { "pod.volumes[1]": { name: "token", projected: { sources: [] } } }],
  ["a volume with a name only", { "pod.volumes[1]": { name: "scratch" } }],
  [
    "an allowed type that hides another",
    { "pod.volumes[1]": { name: "both", emptyDir: {}, hostPath: { path: "/" } } },
    'Deployment shop/web sets volumes[1] to {"name":"both","emptyDir":{},"hostPath":{"path":"/"}}; allowed: one of configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret',
  ],
  [
    "an unknown volume",
    { "pod.volumes[1]": UNKNOWN },
    "unknown: Deployment shop/web: spec.template.spec.volumes[1] is not known before deployment; allowed: one of configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret",
  ],
]);
