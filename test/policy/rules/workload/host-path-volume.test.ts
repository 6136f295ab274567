import { hostPath } from "../../../../policy/rules/workload/host-path.ts";
import { cases } from "../cases.ts";

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
]);
