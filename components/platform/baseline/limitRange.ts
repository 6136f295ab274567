import type { ILimitRange } from "kubernetes-models/v1";
import { PART_OF } from "../../shared/labels.ts";

/**
 * Requests and limits of a container that names none. Ours all name theirs; this catches a debug container or a foreign
 * pod, which the quota would otherwise reject without saying why.
 */
export function renderLimitRange(namespace: string): ILimitRange {
  return {
    apiVersion: "v1",
    kind: "LimitRange",
    metadata: { name: "container-defaults", namespace, labels: { "app.kubernetes.io/part-of": PART_OF } },
    spec: {
      limits: [
        {
          type: "Container",
          defaultRequest: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "64Mi" },
          default: { cpu: "250m", memory: "256Mi", "ephemeral-storage": "128Mi" },
        },
      ],
    },
  };
}
