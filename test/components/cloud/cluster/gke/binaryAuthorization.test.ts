import { describe, expect, it } from "vitest";
import { binaryAuthorizationPolicy } from "../../../../../components/cloud/cluster/gke/binaryAuthorization.ts";
import { GCP, gke } from "./fixture.ts";

const policy = (binaryAuthorization: object) => binaryAuthorizationPolicy(gke({ binaryAuthorization }), GCP);
const attestors = ["projects/acme-prod/attestors/built-by-ci"];

const DENIED = { evaluationMode: "ALWAYS_DENY", enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" };
const SIGNED = { evaluationMode: "REQUIRE_ATTESTATION", requireAttestationsBies: attestors };

describe("images of a GKE cluster", () => {
  it("are logged, all but the exempt, until there is an attestor", () => {
    expect(policy({ exempt: ["gcr.io/acme/base*"] })).toEqual({
      description: "Images of cluster prod",
      globalPolicyEvaluationMode: "ENABLE",
      admissionWhitelistPatterns: [{ namePattern: "gcr.io/acme/base*" }],
      clusterAdmissionRules: [{ cluster: "europe-west3.prod", ...DENIED }],
      defaultAdmissionRule: DENIED,
    });
  });

  it("are logged where the attestors did not sign them", () => {
    const logged = { ...SIGNED, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" };
    expect(policy({ attestors })).toMatchObject({
      clusterAdmissionRules: [{ cluster: "europe-west3.prod", ...logged }],
      defaultAdmissionRule: logged,
    });
  });

  it("are blocked in this cluster alone where it is asked: others of the project are not its business", () => {
    expect(policy({ mode: "enforce", attestors })).toMatchObject({
      clusterAdmissionRules: [{ cluster: "europe-west3.prod", ...SIGNED, enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG" }],
      defaultAdmissionRule: { ...SIGNED, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" },
    });
  });
});
