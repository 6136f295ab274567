import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { CryptoKey } from "@pulumi/gcp/kms/cryptoKey.js";
import { CryptoKeyIAMMember } from "@pulumi/gcp/kms/cryptoKeyIAMMember.js";
import { KeyRing } from "@pulumi/gcp/kms/keyRing.js";
import { childName, typeToken } from "../../../shared/names.ts";
import { CLUSTER_KEYS, clusterKeyArgs, clusterKeyUser } from "./keys.ts";
import type { GkeParts } from "./parts.ts";

/** The keys of a cluster, and the one Google service that may use each. Its `dependsOn` waits for these rights too. */
export class GkeKeys extends ComponentResource {
  constructor(name: string, { config, cloud, names, hardening }: GkeParts, opts: ComponentResourceOptions) {
    super(typeToken("cluster", "GkeKeys"), name, {}, opts);
    // Google never deletes a key ring, and what a destroyed key encrypted is lost for ever.
    const kept = { protect: hardening.deletionProtection, retainOnDelete: true };
    const place = { project: cloud.projectId, location: cloud.region, name: config.name };
    const ring = new KeyRing(childName(name, "ring"), place, { parent: this, ...kept });
    for (const key of CLUSTER_KEYS) {
      const args = clusterKeyArgs(key, names, hardening.labels);
      const made = new CryptoKey(childName(name, key), args, { parent: this, dependsOn: ring, ...kept });
      new CryptoKeyIAMMember(childName(name, `${key}-user`), clusterKeyUser(key, cloud, names), {
        parent: this,
        dependsOn: made,
      });
    }
    this.registerOutputs({ ring: names.keyRing });
  }
}
