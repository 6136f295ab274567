import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { csrClientCertificate } from "../../../../policy/rules/identity/csr-client-certificate.ts";
import { signingRequest } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

const ALLOWED = "a signer whose certificates do not open the API";

cases(csrClientCertificate, signingRequest, [
  ...["kubernetes.io/kube-apiserver-client", "kubernetes.io/kube-apiserver-client-kubelet", "kubernetes.io/legacy-unknown"].map(
    (signer) =>
      [
        signer,
        { "spec.signerName": signer },
        `CertificateSigningRequest web sets spec.signerName to "${signer}"; allowed: ${ALLOWED}`,
      ] as const,
  ),
  ["certificates of kubelets for TLS", { "spec.signerName": "kubernetes.io/kubelet-serving" }],
  [
    "a signer that is not known",
    { "spec.signerName": UNKNOWN },
    `unknown: CertificateSigningRequest web: spec.signerName is not known before deployment; allowed: ${ALLOWED}`,
  ],
  [
    "an approval in the manifest",
    { status: { conditions: [{ type: "Denied" }, { type: "Approved", status: "True" }] } },
    "CertificateSigningRequest web approves itself in status.conditions[1]; allowed: a request",
  ],
]);
