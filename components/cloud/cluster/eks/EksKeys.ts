import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { keyPolicy } from "./documents.ts";
import type { KeyUse } from "./names.ts";
import type { EksParts } from "./parts.ts";

const USES: Readonly<Record<KeyUse, string>> = {
  secrets: "Secrets in the cluster's etcd",
  volumes: "Volumes of nodes and pods",
  logs: "Logs of the control plane and the network",
};

/** Days between the request to delete a key and its end: the longest that AWS knows. */
const DELETION_WINDOW_DAYS = 30;

/** The cluster's keys: one for each kind of data, so that losing one discloses one. Losing a key is losing what it encrypts. */
export class EksKeys extends ComponentResource {
  readonly arns: Readonly<Record<KeyUse, Output<string>>>;

  constructor(name: string, parts: EksParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "EksKeys"), name, {}, opts);
    const key = (use: KeyUse): Output<string> => createKey(childName(name, use), use, parts, this);
    this.arns = { secrets: key("secrets"), volumes: key("volumes"), logs: key("logs") };
    this.registerOutputs({ uses: Object.keys(USES) });
  }
}

function createKey(name: string, use: KeyUse, { cloud, controls, names, tags }: EksParts, parent: EksKeys): Output<string> {
  const key = new Key(
    name,
    {
      description: `${USES[use]} of ${names.cluster}`,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_WINDOW_DAYS,
      policy: keyPolicy(use, cloud, names),
      tags: tags("confidential"),
    },
    // A volume or a log outlives the cluster, and is worth nothing without its key.
    { parent, protect: controls.protectStateful, retainOnDelete: controls.protectStateful },
  );
  new Alias(childName(name, "alias"), { name: names.keyAlias(use), targetKeyId: key.id }, { parent });
  return key.arn;
}
