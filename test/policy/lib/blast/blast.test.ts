import { readFileSync, writeFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { blastReport } from "../../../../policy/lib/blast/blast.ts";
import { blastJsonSchema } from "../../../../policy/lib/blast/report.ts";
import { blastLines, blastTrees } from "../../../../policy/lib/blast/text.ts";
import { UNKNOWN, type PolicyResource } from "../../../../policy/lib/verdict.ts";
import { networkPolicyObject } from "../../../support/kubernetesObjects.ts";
import { allowed, bound, restricted, workload } from "./cluster.ts";

const peers = { matchLabels: { app: "db" } };
const bucket: PolicyResource = {
  type: "palisade:iam:Binding",
  id: "urn:binding",
  name: "binding",
  props: {
    cloud: "aws",
    subject: { namespace: "shop", serviceAccount: "web" },
    principal: "arn:aws:iam::111122223333:role/web",
    statements: [
      {
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::documents/*"],
        conditions: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
      },
    ],
  },
  options: { protect: false, ignoreChanges: [] },
  component: true,
};

/** A shop: `web` opens `db` and one address, has two rights, one of them in the cloud, and reads four things. */
const shop: readonly PolicyResource[] = [
  restricted("shop"),
  ...workload("shop/web", {
    containers: [
      {
        name: "app",
        image: "example.com/web:1",
        env: [{ name: "KEY", valueFrom: { secretKeyRef: { name: "key", key: "key" } } }],
        envFrom: [{ configMapRef: { name: "settings" } }],
      },
    ],
    volumes: [
      { name: "tls", secret: { secretName: "tls" } },
      { name: "all", projected: { sources: [{ configMap: { name: "ca" } }] } },
    ],
    imagePullSecrets: [{ name: "registry" }],
  }),
  ...workload("shop/db", { automountServiceAccountToken: false }, "StatefulSet"),
  networkPolicyObject("shop/web", {
    podSelector: { matchLabels: { app: "web" } },
    policyTypes: ["Ingress", "Egress"],
    egress: [
      { to: [{ podSelector: peers }], ports: [{ port: 5432 }] },
      { to: [{ ipBlock: { cidr: "203.0.113.7/32" } }], ports: [{ port: 443 }] },
    ],
  }),
  networkPolicyObject("shop/db", { podSelector: peers, policyTypes: ["Ingress", "Egress"], ingress: [{}] }),
  ...allowed("shop/web", "shop", ["", "pods/exec", "create"], ["apps", "deployments", "get", "web"]),
  bucket,
];

it("[G-12] tells what a workload reaches, may do, reads and becomes", () => {
  expect(blastTrees(blastReport(shop)).split("\n\n")[1]).toBe(`shop/web[Deployment]
├─ ServiceAccount shop/web, whose token its pods hold
├─ reaches
│  ├─ shop/db[StatefulSet]: TCP 5432
│  └─ 203.0.113.7/32: TCP 443
├─ may in the cluster
│  ├─ create pods/exec in namespace shop, by RoleBinding shop/role-of-web
│  └─ get deployments (apps) named web in namespace shop, by RoleBinding shop/role-of-web
├─ may in the cloud
│  └─ aws: s3:GetObject on arn:aws:s3:::documents/* when StringEquals aws:SourceAccount: 111122223333, as arn:aws:iam::111122223333:role/web
├─ reads
│  ├─ ConfigMap shop/ca (mounted)
│  ├─ ConfigMap shop/settings (in the environment)
│  ├─ Secret shop/key (in the environment)
│  ├─ Secret shop/registry (for pulling images)
│  └─ Secret shop/tls (mounted)
├─ becomes when broken into
│  ├─ ServiceAccount shop/web: from shop/web[Deployment], which holds its token
│  └─ shop/db[StatefulSet]: from ServiceAccount shop/web, which runs commands in pods in namespace shop (RoleBinding shop/role-of-web)
├─ becomes with its token
│  └─ shop/db[StatefulSet], shop/web[Deployment]: from ServiceAccount shop/web, which runs commands in pods in namespace shop (RoleBinding shop/role-of-web)
└─ becomes with its node
   ├─ workloads there: shop/db[StatefulSet]
   └─ ServiceAccount shop/web: from shop/web[Deployment], which holds its token`);
});

it("says nothing more than what there is", () => {
  expect(blastTrees(blastReport([restricted("shop"), ...workload("shop/db", { automountServiceAccountToken: false })])))
    .toBe(`shop/db[Deployment]
├─ ServiceAccount shop/db, whose token its pods do not hold
├─ reaches
│  ├─ shop/db[Deployment]: every port
│  └─ 0.0.0.0/0: every port
├─ may in the cluster: nothing
├─ may in the cloud: nothing
├─ reads: nothing
├─ becomes when broken into: nothing
├─ becomes with its token: nothing
└─ becomes with its node: nothing

Note: No policy mentions IPv6, so ::/0 is not listed: what reaches 0.0.0.0/0 on some ports reaches it on the same ports.
`);
});

it("has one line for each workload", () => {
  const admin = [...workload("shop/job"), bound("shop/job", "cluster-admin")];
  const host = workload("shop/host", { volumes: [{ name: "root", hostPath: { path: "/" } }] });
  expect(blastLines(blastReport([...shop, ...host]))).toEqual([
    "workload               reaches  rights  cloud  secrets  itself  token",
    "shop/db[StatefulSet]   0        0       0      0        -       -",
    "shop/host[Deployment]  3        0       0      0        a node  -",
    "shop/web[Deployment]   2        2       1      3        a node  a node",
    "node (the same for all): 4 more",
  ]);
  // The web server may run commands in the pods of the administrator.
  expect(blastLines(blastReport([...shop, ...admin]))).toEqual([
    "workload              reaches  rights  cloud  secrets  itself       token",
    "shop/db[StatefulSet]  0        0       0      0        -            -",
    "shop/job[Deployment]  3        1       0      0        the cluster  the cluster",
    "shop/web[Deployment]  2        2       1      3        the cluster  the cluster",
    "node (the same for all): the cluster",
  ]);
});

describe("what cannot be known", () => {
  const notes = (...more: readonly PolicyResource[]): readonly string[] =>
    blastReport([...workload("shop/web"), ...more]).notes.filter((note) => note.endsWith("more may be possible."));

  it("is noted: a role that is not among the objects", () => {
    expect(notes(bound("shop/web", "operator"))).toEqual([
      "ClusterRoleBinding bind-web hands out the rights of ClusterRole operator, which is not among the objects; more may be possible.",
    ]);
  });

  it("is noted: rules, subjects and verbs not known before deployment", () => {
    const [role, binding] = allowed("shop/web", "shop", ["", "pods", "get"]) as [PolicyResource, PolicyResource];
    expect(notes({ ...role, props: { ...role.props, rules: UNKNOWN } }, binding)).toEqual([
      "Role shop/role-of-web: rules is not known before deployment; more may be possible.",
    ]);
    expect(notes(role, { ...binding, props: { ...binding.props, subjects: [UNKNOWN] } })).toEqual([
      "RoleBinding shop/role-of-web: subjects[0] is not known before deployment; more may be possible.",
    ]);
  });

  it("counts as held: a token whose mounting is not known", () => {
    const unsure = workload("shop/web", { automountServiceAccountToken: UNKNOWN });
    expect(blastReport(unsure).workloads.map(({ token }) => token)).toEqual([true]);
  });
});

describe("schema", () => {
  const path = "policy/blast.schema.json";

  it("is committed as it is generated (UPDATE=1 writes it)", () => {
    const generated = `${JSON.stringify(blastJsonSchema(), null, 2)}\n`;
    if (process.env["UPDATE"] === "1") writeFileSync(path, generated);
    expect(readFileSync(path, "utf8")).toBe(generated);
  });

  it("accepts a report and refuses one with an unknown field", () => {
    const validate = new Ajv2020({ strict: false }).compile(blastJsonSchema());
    const report = JSON.parse(JSON.stringify(blastReport(shop))) as object;
    expect([validate(report), validate.errors]).toEqual([true, null]);
    expect(validate({ ...report, extra: 1 })).toBe(false);
  });
});
