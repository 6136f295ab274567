import type { PolicyArgs } from "@pulumi/gcp/binaryauthorization/policy.js";
import type { GcpConfig } from "../../config.ts";
import type { GkeConfig } from "./config.ts";

/**
 * Which images the cluster admits. Without a policy of its own a project admits everything, so there always is one: images
 * that the attestors signed, the exempt ones, and Google's own system images. A dry run logs what it would block and admits
 * it; without attestors it logs every image that is not exempt.
 * The policy is the project's only one. The project's other clusters are never blocked by it, only logged. Pure.
 */
export function binaryAuthorizationPolicy({ name, binaryAuthorization }: GkeConfig, { region }: GcpConfig): PolicyArgs {
  const { mode, attestors, exempt } = binaryAuthorization;
  const evaluation =
    attestors.length > 0
      ? { evaluationMode: "REQUIRE_ATTESTATION", requireAttestationsBies: [...attestors] }
      : { evaluationMode: "ALWAYS_DENY" };
  const logged = { ...evaluation, enforcementMode: "DRYRUN_AUDIT_LOG_ONLY" };
  const blocked = { ...evaluation, enforcementMode: "ENFORCED_BLOCK_AND_AUDIT_LOG" };
  return {
    description: `Images of cluster ${name}`,
    globalPolicyEvaluationMode: "ENABLE",
    admissionWhitelistPatterns: exempt.map((namePattern) => ({ namePattern })),
    clusterAdmissionRules: [{ cluster: `${region}.${name}`, ...(mode === "enforce" ? blocked : logged) }],
    defaultAdmissionRule: logged,
  };
}
