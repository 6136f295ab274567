import { describe, expect, it } from "vitest";
import { renderNamespace } from "../../../../components/platform/baseline/namespace.ts";
import { goodNamespace } from "./fixture.ts";

describe("a namespace", () => {
  it("enforces level restricted of the cluster's own version [P-11] [P-52] [G-25]", () => {
    expect(renderNamespace(goodNamespace, "1.36")).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: {
        name: "tools",
        labels: {
          "app.kubernetes.io/part-of": "palisade",
          "app.kubernetes.io/managed-by": "pulumi",
          "pod-security.kubernetes.io/enforce": "restricted",
          "pod-security.kubernetes.io/enforce-version": "v1.36",
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/audit-version": "v1.36",
          "pod-security.kubernetes.io/warn": "restricted",
          "pod-security.kubernetes.io/warn-version": "v1.36",
        },
        annotations: { "palisade.dev/purpose": "MCP servers behind the gateway." },
      },
    });
  });

  it.each(["baseline", "privileged"] as const)(
    "is exempt as %s only with a reason, and keeps recording what it lets in",
    (level) => {
      const podSecurity = { level, reason: "the agent reads /proc of the host", reference: "SPIRE agent documentation" };
      expect(renderNamespace({ ...goodNamespace, podSecurity }, "1.36").metadata).toMatchObject({
        labels: {
          "pod-security.kubernetes.io/enforce": level,
          "pod-security.kubernetes.io/audit": "restricted",
          "pod-security.kubernetes.io/warn": "restricted",
        },
        annotations: {
          "palisade.dev/pod-security-reason": "the agent reads /proc of the host",
          "palisade.dev/pod-security-reference": "SPIRE agent documentation",
        },
      });
    },
  );

  it("takes labels, but never one that would weaken its Pod Security level [G-26]", () => {
    const labels = { zone: "2", "pod-security.kubernetes.io/enforce": "privileged", "app.kubernetes.io/part-of": "other" };
    expect(renderNamespace({ ...goodNamespace, labels }, "1.36").metadata?.labels).toMatchObject({
      zone: "2",
      "pod-security.kubernetes.io/enforce": "restricted",
      "app.kubernetes.io/part-of": "palisade",
    });
  });
});
