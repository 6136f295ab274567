import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { RuleResult } from "../../../policy/lib/verdict.ts";
import { previewStack } from "../../../tools/preview/preview.ts";

/** What each program does wrong on purpose: the rule that must say so, and of which resource. */
const PLANTED: Readonly<Record<string, readonly (readonly [mistake: string, rule: string, resource: string])[]>> = {
  eks: [
    ["the API server is open to the internet", "cluster-endpoint-restricted", "main"],
    ["no audit log of the control plane", "cluster-control-plane-logs", "main"],
    ["Secrets are not encrypted with an own key", "cluster-secrets-encryption", "main"],
    ["a version nobody maintains", "cluster-version-supported", "main"],
    ["access by the aws-auth ConfigMap", "cluster-access-mode", "main"],
    ["nothing enforces NetworkPolicies", "eks-vpc-cni", "main"],
    ["pods reach the metadata of nodes", "node-metadata", "nodes"],
    ["plain disks", "node-disk-encryption", "nodes"],
    ["SSH to nodes", "node-ssh", "main"],
    ["subnets that give public addresses", "node-public-address", "public-a"],
    ["nodes are administrators of the account", "iam-admin-role", "nodes-admin"],
    ["a star beside other actions", "iam-wildcard-action", "app"],
    ["a role for every ServiceAccount of the provider", "iam-trust-condition", "app"],
    ["everything but", "iam-negation", "nearly-all"],
    ["a key that does not expire", "iam-static-key", "ci"],
    ["the internet in two halves", "firewall-open", "nodes"],
    ["a bucket everybody reads", "iam-public-principal", "audit"],
    ["half a public access block", "s3-public-access", "audit"],
    ["a bucket without TLS", "s3-tls", "audit"],
    ["a key that is gone in a week", "kms-deletion-window", "main"],
    ["tags that move", "registry-immutable-tags", "app"],
    ["a public database", "database-private", "main"],
  ],
  gke: [
    ["the API server is open to the internet", "cluster-endpoint-restricted", "main"],
    ["legacy authorization", "cluster-access-mode", "main"],
    ["nothing enforces NetworkPolicies", "cluster-network-policy", "main"],
    ["pods share the node's identity", "cluster-workload-identity", "main"],
    ["nodes with the default ServiceAccount", "node-identity", "main"],
    ["pods reach the metadata of nodes", "node-metadata", "main"],
    ["nodes with public addresses", "node-public-address", "main"],
    ["a firewall open to the internet", "firewall-open", "all"],
    ["owner of the project", "iam-admin-role", "app"],
    ["a grant to everybody", "iam-public-member", "everybody"],
    ["a bucket everybody reads", "iam-public-member", "audit"],
    ["a key that does not expire", "iam-static-key", "app"],
    ["a database without TLS", "database-tls", "main"],
  ],
  app: [
    ["a privileged container", "no-privileged", "web"],
    ["the node's network", "host-namespaces", "web"],
    ["the Docker socket", "runtime-socket", "web"],
    ["SYS_ADMIN in an init container", "capabilities-baseline", "web"],
    ["a tag that moves", "image-tag", "web"],
    ["a literal password", "secret-env-literal", "web"],
    ["a token in the arguments", "secret-in-args", "web"],
    ["a password in a ConfigMap", "secret-in-configmap", "settings"],
    ["a service open to the internet", "service-loadbalancer", "web"],
    ["an external address anybody could claim", "service-external-ip", "web"],
    ["egress to everywhere", "netpol-egress-open", "open"],
    ["no default deny", "netpol-default-deny", "shop"],
    ["escalate and bind", "rbac-escalation", "deployer"],
    ["rights for the default ServiceAccount", "rbac-default-sa", "deployer"],
    ["cluster-admin for everybody", "rbac-cluster-admin", "everybody"],
    ["a break-in becomes the cluster", "blast-radius", "web"],
    ["a webhook that fails open", "webhook-fail-closed", "guard"],
    ["a chart nobody sees into", "no-opaque-helm-release", "redis"],
    ["an image known after deployment only", "image-digest", "built"],
  ],
};

describe.each(Object.keys(PLANTED))("a foreign program: %s", (program) => {
  let results: readonly RuleResult[];
  beforeAll(async () => {
    const outcome = await previewStack({ cwd: join(import.meta.dirname, program), stack: "dev" });
    if ("error" in outcome) throw new Error(outcome.error.message);
    results = outcome.preview.policy.results.filter(({ verdict }) => verdict !== "pass");
  });

  it.each(PLANTED[program] ?? [])("finds %s", (_mistake, rule, resource) => {
    const found = results.filter((result) => result.rule === rule && result.resource.name === resource);
    expect(found.map(({ verdict }) => verdict)).not.toEqual([]);
  });

  it("finds exactly what the committed list says (vitest -u writes it)", async () => {
    const lines = results.map(lineOf).sort();
    await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(import.meta.dirname, "findings", `${program}.txt`));
  });
});

/** Without the message: some name the day. */
function lineOf({ level, verdict, rule, resource, container, path }: RuleResult): string {
  const kind = resource.kind ?? resource.type;
  const name = resource.namespace === undefined ? resource.name : `${resource.namespace}/${resource.name}`;
  return [level, verdict, rule, `${kind} ${name}`, container ?? "-", path ?? "-"].join("  ");
}
