import type { Input } from "@pulumi/pulumi";
import type { WorkloadSpec } from "../../workload/spec.ts";
import type { ServiceAccountAnnotations } from "./contract.ts";

/** What the cloud knows a workload's ServiceAccount by; undefined for those without a cloud identity. */
export function annotationsOf(
  { namespace, serviceAccount }: Pick<WorkloadSpec, "namespace" | "serviceAccount">,
  annotations: ServiceAccountAnnotations | undefined,
): Readonly<Record<string, Input<string>>> | undefined {
  return annotations?.({ namespace, serviceAccount: serviceAccount.name });
}
