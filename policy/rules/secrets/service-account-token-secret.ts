import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, mustBe, objectOf } from "../../lib/subject.ts";

const TOKEN = "kubernetes.io/service-account-token";

export const serviceAccountTokenSecret: ResourceRule = {
  name: "service-account-token-secret",
  title: "No token of a ServiceAccount lives for ever",
  description:
    "A Secret must not be of type kubernetes.io/service-account-token: the control plane fills it with a token that has no end, no audience and no pod, and whoever reads Secrets of the namespace has the account. Pods get tokens that expire by projection, people by kubectl create token.",
  severity: "high",
  level: FROM_STAGING,
  controls: [
    "S-79",
    "CIS-K8S 5.1.6",
    "NSA-CISA protecting pod service account tokens",
    "PCI-DSS 8.6.3",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
  ],
  remediation: "Remove the Secret; project a token with an audience, or request one with an end.",
  scope: "resource",
  appliesTo: ofKind("/Secret"),
  check: (resource) => mustBe(below(objectOf(resource), "type"), (type) => type !== TOKEN, "a type without a token"),
};
