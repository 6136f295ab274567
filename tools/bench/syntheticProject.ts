import { mkdir, symlink, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";

/** How Pulumi starts the synthetic program. */
export type Start = "type-stripping" | "ts-node";

/**
 * A project with so many Kubernetes resources, the same program for both ways of starting it: Deployments with a hardened pod,
 * their Services and ConfigMaps.
 */
export async function writeSyntheticProject(folder: string, resources: number, start: Start): Promise<void> {
  await mkdir(folder, { recursive: true });
  const stripping = start === "type-stripping";
  await writeFile(
    join(folder, "Pulumi.yaml"),
    `name: bench\nmain: index.ts\nruntime:\n  name: nodejs\n  options: { typescript: ${String(!stripping)} }\n`,
  );
  await writeFile(join(folder, "Pulumi.bench.yaml"), "config: {}\n");
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ name: "bench", private: true, main: "index.ts", ...(stripping ? { type: "module" } : {}) }),
  );
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    moduleResolution: "nodenext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["index.ts"] }));
  await writeFile(join(folder, "index.ts"), program(resources));
  const modules = join(folder, "node_modules");
  if (!existsSync(modules)) await symlink(resolve("node_modules"), modules);
}

function program(resources: number): string {
  return `import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";

const container = {
  name: "app",
  image: "registry.internal/app@sha256:${"ab".repeat(32)}",
  securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { cpu: "200m", memory: "128Mi" } },
};
for (let index = 0; index < ${Math.floor(resources / 3)}; index++) {
  const name = "app-" + index;
  const labels = { app: name };
  const metadata = { name, namespace: "bench", labels };
  const config = new ConfigMap(name, { metadata, data: { key: String(index) } });
  new Deployment(name, {
    metadata,
    spec: {
      replicas: 2,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { serviceAccountName: name, automountServiceAccountToken: false, securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } }, containers: [container] },
      },
    },
  }, { dependsOn: config });
  new Service(name, { metadata, spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] } });
}
`;
}
