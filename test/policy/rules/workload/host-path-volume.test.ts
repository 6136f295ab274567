import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { hostPath } from "../../../../policy/rules/workload/host-path.ts";
import { cases, type Case } from "../cases.ts";

const volume = {
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name: "data" },
  spec: { csi: { driver: "ebs.csi.aws.com", volumeHandle: "vol-1" }, accessModes: ["ReadWriteOnce"] },
};

cases(hostPath, volume, [
  [
    "a PersistentVolume of a host path",
    { "spec.csi": undefined, "spec.hostPath": { path: "/" } },
    'PersistentVolume data sets spec.hostPath to {"path":"/"}; allowed: any volume type but hostPath',
  ],
  ["a local disk", { "spec.csi": undefined, "spec.local": { path: "/mnt/disks/ssd0" } }],
  ...["/", "//", "/etc", "/var/lib/kubelet", "/run/containerd", "/mnt/../etc"].map((path): Case => [
    `a local volume of ${path}`,
    { "spec.csi": undefined, "spec.local": { path } },
    `PersistentVolume data sets spec.local.path to "${path}"; allowed: a folder that disks are mounted in, such as /mnt/disks`,
  ]),
  [
    "a local volume not known yet",
    { "spec.csi": undefined, "spec.local": { path: UNKNOWN } },
    "unknown: PersistentVolume data: spec.local.path is not known before deployment; allowed: a folder that disks are mounted in, such as /mnt/disks",
  ],
]);
