import { fail } from "../../lib/finding.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, placeOf } from "../../lib/subject.ts";
import type { Plain } from "../../lib/verdict.ts";

/** Signers whose certificates the API server takes for a user or a node. */
const OF_THE_API: readonly Plain[] = [
  "kubernetes.io/kube-apiserver-client",
  "kubernetes.io/kube-apiserver-client-kubelet",
  "kubernetes.io/legacy-unknown",
];

export const csrClientCertificate: ResourceRule = {
  name: "csr-client-certificate",
  title: "Nobody is given a client certificate of the API server",
  description:
    "A CertificateSigningRequest must not name a signer of the API server's clients (kubernetes.io/kube-apiserver-client, -kubelet, legacy-unknown), and must not come with its approval: a client certificate is a user that RBAC cannot take back before it expires, system:masters included. Who may approve requests is judged by rbac-csr-approval; certificates of other signers are for TLS.",
  severity: "critical",
  level: FROM_STAGING,
  controls: [
    "G-12",
    "CIS-K8S 3.1.1",
    "NSA-CISA authentication and authorization",
    "PCI-DSS 8.3.6",
    "SOC2 CC6.1",
    "ISO27001 A.5.17",
  ],
  remediation: "Let people log in by OIDC or the cloud, and programs by ServiceAccount tokens.",
  scope: "resource",
  appliesTo: ofKind("certificates.k8s.io/CertificateSigningRequest"),
  check: (resource) => {
    const request = objectOf(resource);
    const signer = below(request, "spec", "signerName");
    const approvals = each(request, "status", "conditions").filter(({ value }) => read(value, "type") === "Approved");
    return [
      ...mustBe(signer, (name) => !OF_THE_API.includes(name), "a signer whose certificates do not open the API"),
      ...approvals.map((place) => fail(`${place.owner} approves itself in ${place.field}; allowed: a request`, placeOf(place))),
    ];
  },
};
