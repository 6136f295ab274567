import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { mutatorSecurity } from "../../../../policy/rules/admission/mutator-security.ts";
import { constraint } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE, type Case } from "../cases.ts";

const assign: PlainRecord = {
  apiVersion: "mutations.gatekeeper.sh/v1",
  kind: "Assign",
  metadata: { name: "set" },
  spec: { location: "spec.containers[name:*].imagePullPolicy", parameters: { assign: { value: "Always" } } },
};
const REASON = { 'metadata.annotations["palisade.dev/reason"]': "sets what old charts leave out" };
const ALLOWED = "allowed: a field that does not harden, or the annotation palisade.dev/reason";
const LOCATIONS = [
  "spec.containers[name:*].securityContext.privileged",
  "spec.hostPID",
  "spec.volumes[name:host].hostPath",
  'metadata.labels."pod-security.kubernetes.io/enforce"',
];

cases(mutatorSecurity, assign, [
  ...LOCATIONS.map((location): Case => [
    location,
    { "spec.location": location },
    `Assign set sets spec.location to ${JSON.stringify(location)}; ${ALLOWED}`,
  ]),
  ["a hardening field with a reason", { "spec.location": "spec.hostUsers", ...REASON }],
  [
    "an image",
    { kind: "AssignImage", "spec.location": "spec.containers[name:*].image" },
    `AssignImage set sets spec.location to "spec.containers[name:*].image"; ${ALLOWED}`,
  ],
  ["unknown", { "spec.location": UNKNOWN }, `unknown: Assign set: spec.location is not known before deployment; ${ALLOWED}`],
  [
    "a policy of the API server",
    { apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicy", spec: {} },
    "MutatingAdmissionPolicy set changes objects by expressions; allowed: with the annotation palisade.dev/reason",
  ],
  [
    "such a policy with a reason",
    { apiVersion: "admissionregistration.k8s.io/v1", kind: "MutatingAdmissionPolicy", spec: {}, ...REASON },
  ],
]);

cases(mutatorSecurity, constraint, [["a constraint", {}, NOT_APPLICABLE, {}]]);
