import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { storageClassEncrypted } from "../../../../policy/rules/governance/storage-class-encrypted.ts";
import { storageClass } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

cases(storageClassEncrypted, storageClass, [
  ["another provisioner", { provisioner: "pd.csi.storage.gke.io", parameters: undefined }],
  ["nothing said", { parameters: undefined }, 'StorageClass gp3 does not set parameters.encrypted; allowed: "true"'],
  ["plain text", { "parameters.encrypted": "false" }, 'StorageClass gp3 sets parameters.encrypted to "false"; allowed: "true"'],
  [
    "unknown",
    { parameters: UNKNOWN },
    'unknown: StorageClass gp3: parameters.encrypted is not known before deployment; allowed: "true"',
  ],
  [
    "an unknown provisioner",
    { provisioner: UNKNOWN, parameters: undefined },
    'unknown: StorageClass gp3 does not set parameters.encrypted; allowed: "true"; lifted if provisioner turns out to exempt it, which is not known before deployment',
  ],
]);
