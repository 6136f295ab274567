import { ofKind } from "../../lib/kinds.ts";
import { ALWAYS } from "../../lib/levels.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, isFalseOrAbsent, mustBe, objectOf } from "../../lib/subject.ts";

export const apiserviceTls: ResourceRule = {
  name: "apiservice-tls",
  title: "The API server knows the servers that extend it",
  description:
    "insecureSkipTLSVerify of an APIService must not be true: the API server would pass the requests of everybody, with their user names and groups, to whoever answers for the Service, and believe the answers. That the caBundle is the right one is not judged.",
  severity: "critical",
  level: { ...ALWAYS, local: "advisory" },
  controls: [
    "P-49",
    "CIS-K8S 1.2.5",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 4.2.1",
    "SOC2 CC6.7",
    "ISO27001 A.8.24",
  ],
  remediation: "Remove insecureSkipTLSVerify and set caBundle; cert-manager's CA injector can fill it in.",
  scope: "resource",
  appliesTo: ofKind("apiregistration.k8s.io/APIService"),
  check: (resource) => mustBe(below(objectOf(resource), "spec", "insecureSkipTLSVerify"), isFalseOrAbsent, "false or not set"),
};
