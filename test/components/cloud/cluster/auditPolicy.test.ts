import { describe, expect, it } from "vitest";
import { apiServerAudit } from "../../../../components/cloud/cluster/auditPolicy.ts";

const policy = apiServerAudit("k3s").policy;

/** A request, as far as the rules look at it. */
interface Request {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly url?: string;
  readonly groups?: readonly string[];
}

type Rule = NonNullable<typeof policy>["rules"][number];

/** How the API server reads a policy: the first rule that fits in every field it has. Source: k8s.io/apiserver, pkg/audit/policy. */
function levelOf(request: Request): string | undefined {
  return policy?.rules.find((rule) => fitsCaller(rule, request) && fitsTarget(rule, request))?.level;
}

function fitsCaller({ userGroups, verbs }: Rule, { groups = [], verb }: Request): boolean {
  const inGroup = userGroups === undefined || userGroups.some((group) => groups.includes(group));
  return inGroup && (verbs === undefined || verbs.includes(verb));
}

function fitsTarget({ resources, nonResourceURLs }: Rule, { url, group = "", resource = "" }: Request): boolean {
  if (resources === undefined && nonResourceURLs === undefined) return true;
  if (url !== undefined) return nonResourceURLs?.some((prefix) => url.startsWith(prefix.replace("*", ""))) ?? false;
  return resources?.some((one) => one.group === group && (one.resources?.includes(resource) ?? true)) ?? false;
}

const probe = { url: "/readyz", groups: ["system:unauthenticated"] };
const RBAC = "rbac.authorization.k8s.io";

describe("the API server's audit policy [G-67] [S-53]", () => {
  it.each<[string, Request, string]>([
    ["a shell in a pod with its command", { verb: "create", resource: "pods/exec" }, "Request"],
    ["attaching to a pod", { verb: "get", resource: "pods/attach" }, "Request"],
    ["who read a Secret, never what it says", { verb: "get", resource: "secrets" }, "Metadata"],
    ["who changed a Secret, never what it says", { verb: "update", resource: "secrets" }, "Metadata"],
    ["who asked for a token, never the token", { verb: "create", resource: "serviceaccounts/token" }, "Metadata"],
    ["who gave whom a right, in full", { verb: "create", group: RBAC, resource: "clusterrolebindings" }, "RequestResponse"],
    ["reading rights", { verb: "list", group: RBAC, resource: "roles" }, "Metadata"],
    ["what was deployed", { verb: "create", group: "apps", resource: "deployments" }, "Request"],
    ["who read what", { verb: "get", resource: "pods" }, "Metadata"],
    ["an unknown address, which is how scans look", { verb: "get", url: "/admin" }, "Metadata"],
    ["nothing of a probe", { verb: "get", ...probe }, "None"],
    ["a user who reads a probe's address", { verb: "get", url: "/readyz", groups: ["system:authenticated"] }, "Metadata"],
  ])("keeps %s", (_title, request, level) => {
    expect(levelOf(request)).toBe(level);
  });
});

describe("the audit log of a cluster", () => {
  it("[G-67] [S-90] holds every call of the API and every denial: what is left out are probes, which everybody may send", () => {
    expect(policy?.rules.filter(({ level }) => level === "None")).toEqual([
      { level: "None", userGroups: ["system:unauthenticated"], nonResourceURLs: ["/healthz*", "/livez*", "/readyz*"] },
    ]);
    expect(policy?.rules.at(-1)).toEqual({ level: "Metadata" });
  });

  it.each(["eks", "gke", "aks", "kind", "k3s", "other"] as const)("[S-90] of %s is said to hold denials", (flavour) => {
    expect(apiServerAudit(flavour).keeps).toMatch(/\bdenials\b/);
  });

  it("of k3s is where the incident guide looks for it [G-67] [G-69]", () => {
    expect(apiServerAudit("k3s").flags).toContain("kube-apiserver-arg=audit-log-path=/var/log/k3s/audit.log");
  });

  it.each(["eks", "gke", "aks", "upcloud"] as const)("of %s is kept by who runs its control plane [G-68]", (flavour) => {
    const audit = apiServerAudit(flavour);
    expect([audit.decidedBy, audit.flags, audit.policy]).toEqual(["cloud", [], undefined]);
  });

  it.each(["kind", "k3s", "other"] as const)("of %s is told what to keep by this stack", (flavour) => {
    const audit = apiServerAudit(flavour);
    expect(audit.flags.some((flag) => flag.includes("audit-policy-file="))).toBe(true);
    expect(audit.policy).toEqual(policy);
  });
});
