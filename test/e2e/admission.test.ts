/** What the API server refuses and allows once the objects of prod are there: Pod Security, quotas, RBAC, audit. */
import { readFile } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { ApiError } from "../../tools/cluster/kubeApi.ts";
import { simulatedNodes } from "../../tools/cluster/spec.ts";
import type { KubernetesObject } from "../../tools/engine/kubernetesObjects.ts";
import { declaredAccess, permissions, type Rule } from "./support/access.ts";
import { applyObjects, renderedObjects } from "./support/manifests.ts";
import { sandbox } from "./support/sandbox.ts";

const ADMISSION = new Set([
  "Namespace",
  "PriorityClass",
  "ServiceAccount",
  "Role",
  "RoleBinding",
  "ClusterRole",
  "ClusterRoleBinding",
  "ResourceQuota",
  "LimitRange",
]);

const WORKLOADS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Job"]);

interface PodTemplate {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: Readonly<Record<string, unknown>> & { readonly volumes?: readonly unknown[] };
}

interface WorkloadBody {
  readonly template: PodTemplate;
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

describe("the stack prod on an API server", () => {
  const box = sandbox(simulatedNodes(3));
  let objects: readonly KubernetesObject[] = [];

  beforeAll(async () => {
    objects = await renderedObjects("prod");
    await applyObjects(
      box.api,
      objects.filter(({ kind }) => ADMISSION.has(kind)),
    );
  });

  const namespaces = (level: string): readonly string[] =>
    objects.flatMap(({ kind, metadata }) => {
      const labels = (metadata["labels"] ?? {}) as Readonly<Record<string, string>>;
      return kind === "Namespace" && labels["pod-security.kubernetes.io/enforce"] === level ? [metadata.name] : [];
    });

  /** "created", or the reason and the words of the refusal. */
  async function tryPod(namespace: string, body: object, dryRun = "?dryRun=All"): Promise<string> {
    try {
      await box.api.call(`/api/v1/namespaces/${namespace}/pods${dryRun}`, { method: "POST", body });
      return "created";
    } catch (error) {
      if (error instanceof ApiError) return `${error.reason}: ${error.message}`;
      throw error;
    }
  }

  it("refuses a privileged pod in every restricted namespace [P-52] [S-101] [S-104]", async () => {
    expect(namespaces("restricted").length).toBeGreaterThan(3);
    for (const namespace of namespaces("restricted"))
      expect(await tryPod(namespace, PRIVILEGED), namespace).toMatch(/^Forbidden: .*violates PodSecurity "restricted/);
  });

  it("lets pods that need the node be made in the one namespace that is exempted", () => {
    expect(namespaces("privileged")).toEqual(["spire-system"]);
  });

  it("takes a pod of every workload, with its ServiceAccount, priority and resources", async () => {
    const workloads = objects.filter(({ kind }) => WORKLOADS.has(kind));
    expect(workloads.length).toBeGreaterThan(8);
    for (const { kind, metadata, ...rest } of workloads) {
      const { template, volumeClaimTemplates = [] } = (rest as unknown as { spec: WorkloadBody }).spec;
      // A StatefulSet's controller makes the claims and mounts them under their names.
      const claims = volumeClaimTemplates.map(({ metadata: { name } }) => ({ name, persistentVolumeClaim: { claimName: name } }));
      const spec = { ...template.spec, volumes: [...(template.spec.volumes ?? []), ...claims] };
      const body = { apiVersion: "v1", kind: "Pod", metadata: { ...template.metadata, name: "trial" }, spec };
      expect(await tryPod(metadata.namespace ?? "", body), `${kind} ${metadata.name}`).toBe("created");
    }
  });

  it("refuses any pod where the stack runs nothing: the quota is 0", async () => {
    const { template } = (objects.find(({ kind }) => kind === "Deployment") as unknown as { spec: { template: PodTemplate } })
      .spec;
    const spec = Object.fromEntries(Object.entries(template.spec).filter(([key]) => key !== "serviceAccountName"));
    const body = { apiVersion: "v1", kind: "Pod", metadata: { name: "trial" }, spec };
    for (const namespace of ["spike-system", "gatekeeper-system", "cosign-system"])
      expect(await tryPod(namespace, body), namespace).toMatch(/^Forbidden: .*exceeded quota: workloads/);
  });

  it("writes every refusal into its audit log, with who was refused and why", async () => {
    await tryPod("gateway", PRIVILEGED, "");
    const lines = (await readFile(box.cluster.files.auditLog, "utf8")).trim().split("\n");
    const refused = lines
      .map((line) => JSON.parse(line) as AuditEvent)
      .filter(({ responseStatus, objectRef }) => responseStatus?.code === 403 && objectRef?.resource === "pods");
    expect(refused.at(-1)).toMatchObject({
      user: { username: "palisade:admin" },
      verb: "create",
      objectRef: { namespace: "gateway", name: "privileged" },
      responseStatus: { reason: "Forbidden" },
    });
    expect(refused.at(-1)?.responseStatus?.message).toContain('violates PodSecurity "restricted');
    expect(lines.join("\n")).not.toContain("requestObject");
  });

  it("gives each ServiceAccount exactly the rights that are declared for it [S-84] [S-105]", async () => {
    const accounts = objects.filter(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name !== "default");
    expect(accounts.length).toBeGreaterThan(5);
    for (const { metadata } of accounts) {
      const [namespace, name] = [metadata.namespace ?? "", metadata.name];
      expect(await actualAccess(namespace, name), `${namespace}/${name}`).toEqual(declaredAccess(objects, namespace, name));
    }
  });

  /** As `kubectl auth can-i --list --as` asks, without what every authenticated user may do. */
  async function actualAccess(namespace: string, name: string): Promise<readonly string[]> {
    const everybody = await rulesOf(namespace, "system:serviceaccount:e2e:nobody", "e2e");
    const all = await rulesOf(namespace, `system:serviceaccount:${namespace}:${name}`, namespace);
    return permissions(all).filter((permission) => !permissions(everybody).includes(permission));
  }

  async function rulesOf(namespace: string, user: string, home: string): Promise<readonly Rule[]> {
    const review = await box.api.call<{ status: { resourceRules: readonly Rule[] } }>(
      "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
      {
        method: "POST",
        body: { apiVersion: "authorization.k8s.io/v1", kind: "SelfSubjectRulesReview", spec: { namespace } },
        headers: {
          "impersonate-user": user,
          "impersonate-group": ["system:serviceaccounts", `system:serviceaccounts:${home}`, "system:authenticated"],
        },
      },
    );
    return review.status.resourceRules;
  }
});

interface AuditEvent {
  readonly user: { readonly username: string };
  readonly objectRef?: { readonly resource: string; readonly namespace?: string };
  readonly responseStatus?: { readonly code: number; readonly reason?: string; readonly message?: string };
}

const PRIVILEGED = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "privileged" },
  spec: { containers: [{ name: "main", image: "registry.example.com/app:1", securityContext: { privileged: true } }] },
};
