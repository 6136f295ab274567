import { describe, expect, it } from "vitest";
import { parseStack } from "../../../components/config/parse.ts";
import { describeProblem } from "../../../components/shared/problem.ts";
import { changed, goodStack, rawStack } from "../../support/stacks.ts";

const today = "2026-11-21";

function problemsOf(values: Readonly<Record<string, unknown>>, secretKeys: readonly string[] = []): readonly string[] {
  const parsed = parseStack(rawStack(values, secretKeys), today);
  return parsed.ok ? [] : parsed.problems.map(describeProblem);
}

/** [title, key, value, message]: the good stack with one key changed. */
const broken: readonly (readonly [string, string, unknown, string])[] = [
  ["profile missing", "profile", undefined, "palisade:profile: is missing; one of local, dev, staging, prod; choose one of them"],
  [
    "profile unknown",
    "profile",
    "production",
    'palisade:profile: was "production"; one of local, dev, staging, prod; choose one of them',
  ],
  [
    "profile in capitals",
    "profile",
    "Prod",
    'palisade:profile: was "Prod"; one of local, dev, staging, prod; choose one of them',
  ],
  ["profile a list", "profile", ["prod"], "palisade:profile: was a list; one of local, dev, staging, prod; choose one of them"],
  ["trust domain missing", "trustDomain", undefined, "palisade:trustDomain: is missing; needs text; add it"],
  [
    "trust domain with a scheme",
    "trustDomain",
    "spiffe://a.b",
    'palisade:trustDomain: was "spiffe://a.b"; must match /^[a-z0-9._-]{1,255}$/; correct it',
  ],
  [
    "trust domain in capitals",
    "trustDomain",
    "Agents.Internal",
    'palisade:trustDomain: was "Agents.Internal"; must match /^[a-z0-9._-]{1,255}$/; correct it',
  ],
  ["cluster missing", "cluster", undefined, "palisade:cluster: is missing; needs an object; add it"],
  [
    "cluster of a kind that is not built",
    "cluster",
    { kind: "openshift" },
    'palisade:cluster.kind: was "openshift"; one of eks, gke, aks, existing; choose a kind from the list',
  ],
  ["cluster as text", "cluster", "prod", "palisade:cluster: was text; needs an object; change its type"],
  [
    "cluster name with a dot",
    "cluster",
    { name: "a.b" },
    'palisade:cluster.name: was "a.b"; must match /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/; correct it',
  ],
  [
    "version as a number",
    "cluster",
    { kubernetesVersion: 1.36 },
    "palisade:cluster.kubernetesVersion: was a number; needs text; change its type",
  ],
  [
    "version with a patch",
    "cluster",
    { kubernetesVersion: "1.36.2" },
    'palisade:cluster.kubernetesVersion: was "1.36.2"; must match /^1\\.\\d{2}$/; correct it',
  ],
  ["no context", "cluster", { context: "" }, "palisade:cluster.context: was 0 characters; at least 1 character; make it larger"],
  [
    "unknown network plug-in",
    "cluster",
    { networkPolicyEngine: "flannel" },
    'palisade:cluster.networkPolicyEngine: was "flannel"; one of cilium, calico, aws-vpc-cni, gke-dataplane-v2, azure, kube-router, none; choose one of them',
  ],
  [
    "no API server address",
    "cluster",
    { apiServer: { cidrs: [] } },
    "palisade:cluster.apiServer.cidrs: was 0 entries; at least 1 entry; make it larger",
  ],
  [
    "API server port out of range",
    "cluster",
    { apiServer: { cidrs: ["10.0.0.1/32"], ports: [70000] } },
    "palisade:cluster.apiServer.ports[0]: was 70000; at most 65535; make it smaller",
  ],
  [
    "unknown key in cluster",
    "cluster",
    { region: "eu" },
    "palisade:cluster.region: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  [
    "unknown top key",
    "tenants",
    ["alpha"],
    "palisade:tenants: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  [
    "misspelt key",
    "gatway",
    { replicas: 3 },
    "palisade:gatway: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  ["gateway a list", "gateway", [1], "palisade:gateway: was a list; needs an object; change its type"],
  ["replicas as text", "gateway", { replicas: "3" }, "palisade:gateway.replicas: was text; needs a number; change its type"],
  [
    "replicas a fraction",
    "gateway",
    { replicas: 2.5 },
    "palisade:gateway.replicas: was a number; needs a whole number; change its type",
  ],
  ["replicas zero", "gateway", { replicas: 0 }, "palisade:gateway.replicas: was 0; at least 1; make it larger"],
  ["replicas too many", "gateway", { replicas: 21 }, "palisade:gateway.replicas: was 21; at most 20; make it smaller"],
  [
    "enforcement profile unknown",
    "gateway",
    { enforcementProfile: "strict" },
    'palisade:gateway.enforcementProfile: was "strict"; one of dev, prod_standard, prod_regulated_hipaa; choose one of them',
  ],
  [
    "expose without kind",
    "gateway",
    { expose: {} },
    "palisade:gateway.expose.kind: was missing; one of none, nodePort, ingressController; choose a kind from the list",
  ],
  [
    "expose with keys of another kind",
    "gateway",
    { expose: { kind: "none", gateway: 30090 } },
    "palisade:gateway.expose.gateway: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  [
    "guard model that is no URL",
    "gateway",
    { guardModel: { endpoint: "groq", name: "g", cidrs: ["10.0.0.1/32"], reason: "r" } },
    'palisade:gateway.guardModel.endpoint: was "groq"; must be a valid url; correct it',
  ],
  [
    "no admin",
    "gateway",
    { adminSpiffeIds: [] },
    "palisade:gateway.adminSpiffeIds: was 0 entries; at least 1 entry; make it larger",
  ],
  [
    "no bucket",
    "tools",
    { s3: { allowedBuckets: [] } },
    "palisade:tools.s3.allowedBuckets: was 0 entries; at least 1 entry; make it larger",
  ],
  ["engine not built", "data", { engine: "keydb" }, 'palisade:data.engine: was "keydb"; one of valkey; choose one of them'],
  [
    "datastore unknown",
    "identity",
    { datastore: { kind: "mysql" } },
    'palisade:identity.datastore.kind: was "mysql"; one of sqlite, postgres, managed; choose a kind from the list',
  ],
  [
    "postgres without host",
    "identity",
    { datastore: { kind: "postgres", cidrs: ["10.0.0.1/32"], caCertificate: "x" } },
    "palisade:identity.datastore.host: is missing; needs text; add it",
  ],
  [
    "image that is not in the table",
    "images",
    { overrides: { nginx: { tag: "1" } } },
    "palisade:images.overrides.nginx: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  [
    "digest of the wrong length",
    "images",
    { overrides: { envoy: { digest: "sha256:abc" } } },
    'palisade:images.overrides.envoy.digest: was "sha256:abc"; must match /^sha256:[0-9a-f]{64}$/; correct it',
  ],
  [
    "control that does not exist",
    "controls",
    { fireproof: true },
    "palisade:controls.fireproof: is not a known key; only the keys in docs/configuration.md; correct its spelling or remove it",
  ],
  [
    "control of the wrong type",
    "controls",
    { minReplicas: true },
    "palisade:controls.minReplicas: was true or false; needs a number; change its type",
  ],
  [
    "control lowered",
    "controls",
    { digestsRequired: false },
    "palisade:controls.digestsRequired: was false; profile prod demands true or harder; raise it, or give {value, waiver} with owner, reason, ticket and expiry",
  ],
  [
    "waiver without ticket",
    "controls",
    { digestsRequired: { value: false, waiver: { owner: "a", reason: "a reason of some length", expires: "2026-12-01" } } },
    "palisade:controls.digestsRequired.waiver.ticket: is missing; needs text; add it",
  ],
  [
    "waiver with a short reason",
    "controls",
    { digestsRequired: { value: false, waiver: { owner: "a", reason: "because", ticket: "T", expires: "2026-12-01" } } },
    "palisade:controls.digestsRequired.waiver.reason: was 7 characters; at least 20 characters; make it larger",
  ],
  [
    "waiver with a date that does not exist",
    "controls",
    {
      digestsRequired: {
        value: false,
        waiver: { owner: "a", reason: "a reason of some length", ticket: "T", expires: "2026-02-30" },
      },
    },
    'palisade:controls.digestsRequired.waiver.expires: was "2026-02-30"; must be a valid date; correct it',
  ],
  [
    "object that is not JSON",
    "data",
    "{engine",
    "palisade:data: looks like JSON but cannot be read; an object or a list; correct its syntax",
  ],
];

describe("a stack's configuration", () => {
  it("takes a good stack and fills in the defaults", () => {
    const parsed = parseStack(rawStack(goodStack), today);
    expect(parsed.ok && [parsed.config.gateway.enforcementProfile, parsed.config.data.engine, parsed.controls.profile]).toEqual([
      "prod_standard",
      "valkey",
      "prod",
    ]);
  });

  it.each(broken)("refuses: %s", (_title, key, value, message) => {
    expect(problemsOf(changed(key, value))).toEqual([message]);
  });

  it("reports every problem at once", () => {
    const values = { ...changed("gateway", { replicas: "3", colour: "red" }), profile: "production", data: { engine: "keydb" } };
    expect(problemsOf(values).map((line) => line.split(":").slice(0, 2).join(":"))).toEqual([
      "palisade:profile",
      "palisade:gateway.replicas",
      "palisade:gateway.colour",
      "palisade:data.engine",
    ]);
  });

  it("refuses a secret in plain text and never repeats it", () => {
    const lines = problemsOf({ ...goodStack, approvalSigningKey: "hunter2-hunter2-hunter2-hunter2-x" });
    expect(lines).toEqual([
      "palisade:approvalSigningKey: is a plain value; a secret is only accepted encrypted; set it with `pulumi config set --secret palisade:approvalSigningKey` and change the value, which must count as disclosed",
    ]);
    expect(lines.join()).not.toContain("hunter2");
  });

  it("refuses an encrypted object", () => {
    const [line] = problemsOf(goodStack, ["gateway"]);
    expect(line).toMatch(
      /^palisade:gateway: is encrypted; configuration is plain and holds no secrets; the secret keys are approvalSigningKey, /,
    );
  });

  it("does not repeat the value of an unknown key, which may be a secret", () => {
    expect(problemsOf(changed("gateway", { password: "hunter2" })).join()).not.toContain("hunter2");
  });

  it("names the secrets that are needed and not set", () => {
    const parsed = parseStack(rawStack({ ...goodStack, approvalSigningKey: "x" }, ["approvalSigningKey"]), today);
    expect(parsed.ok && parsed.missingSecrets).toEqual([
      "phoenixSecret",
      "phoenixAdminSecret",
      "phoenixAdminPassword",
      "spireDatabasePassword",
    ]);
  });
});
