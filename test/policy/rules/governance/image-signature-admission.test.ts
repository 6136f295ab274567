import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { imageSignatureAdmission } from "../../../../policy/rules/governance/image-signature-admission.ts";
import { change } from "../../fixtures/change.ts";
import { webhooks } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, pulumiResource, worldCases } from "../cases.ts";

const platform = pulumiResource("palisade:platform:Platform");
const webhook = change(webhooks, { "metadata.name": "policy.sigstore.dev" });
const policy: PlainRecord = {
  apiVersion: "policy.sigstore.dev/v1beta1",
  kind: "ClusterImagePolicy",
  metadata: { name: "signed" },
};

worldCases(imageSignatureAdmission, [
  ["webhook and policy", [platform, webhook, policy]],
  ["no policy", [platform, webhook], "the platform does not hold a ClusterImagePolicy; allowed: both"],
  ["no webhook", [platform, policy], "the platform does not hold policy-controller's validating webhook; allowed: both"],
  [
    "neither",
    [platform],
    "the platform does not hold policy-controller's validating webhook or a ClusterImagePolicy; allowed: both",
  ],
  [
    "another webhook",
    [platform, webhooks, policy],
    "the platform does not hold policy-controller's validating webhook; allowed: both",
  ],
  [
    "a policy of another group",
    [platform, webhook, { ...policy, apiVersion: "example.com/v1" }],
    "the platform does not hold a ClusterImagePolicy; allowed: both",
  ],
  ["another program", [webhook], NOT_APPLICABLE],
  [
    "a platform that brings them later",
    [pulumiResource("palisade:platform:Platform", { layers: ["audit", "cloud"] })],
    NOT_APPLICABLE,
  ],
]);
