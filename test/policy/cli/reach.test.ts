import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { guarded, type Streams } from "../../../policy/cli/outcome.ts";
import { runReach, type ReachOptions } from "../../../policy/cli/reach.ts";
import { expectSchema } from "../../tools/commands/schema.ts";

const MANIFESTS = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec: {template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: example.com/web:1}]}}}
---
apiVersion: v1
kind: List
items:
  - apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec: {template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: example.com/db:1, ports: [{name: pg, containerPort: 5432}]}]}}}
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: deny, namespace: shop}
    spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: db, namespace: shop}
    spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{podSelector: {matchLabels: {app: web}}}], ports: [{port: pg}]}]}
  - apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web, namespace: shop}
    spec:
      podSelector: {matchLabels: {app: web}}
      policyTypes: [Egress]
      egress:
        - to: [{podSelector: {matchLabels: {app: db}}}]
        - to: [{ipBlock: {cidr: 203.0.113.0/24}}, {ipBlock: {cidr: "2001:db8::/32"}}]
          ports: [{port: 443}]
`;
const NOTE =
  "An ipBlock is read as matching no pod, as Cilium does; with Calico or the VPC CNI it also matches pods whose address it holds.";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reach-"));
  writeFileSync(join(folder, "all.yaml"), MANIFESTS);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* manifests(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(MANIFESTS);
}

async function run(
  options: Partial<ReachOptions> = {},
  stdin: Streams["stdin"] = manifests,
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let [out, err] = ["", ""];
  const streams: Streams = { out: (text) => void (out += text), err: (text) => void (err += text), stdin, color: false };
  const code = await guarded(streams, false, () => runReach({ filename: [folder], ...options }, streams));
  return { code, out, err };
}

/** More pods without policies than connections are listed of. */
async function* crowd(): AsyncGenerator<Uint8Array> {
  const metadata = (at: number): object => ({ name: `p${String(at).padStart(3, "0")}`, namespace: "shop" });
  for (let at = 0; at < 120; at++)
    yield Buffer.from(
      `---\n${JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: metadata(at), spec: { containers: [] } })}\n`,
    );
}

describe("palisade reach", () => {
  it("prints groups where there are too many connections for a line each", async () => {
    expect((await run({ filename: ["-"] }, crowd)).out)
      .toBe(`{shop/p000[Pod], shop/p001[Pod], shop/p002[Pod] and 117 more} -> {shop/p000[Pod], shop/p001[Pod], shop/p002[Pod] and 117 more}: every port
{shop/p000[Pod], shop/p001[Pod], shop/p002[Pod] and 117 more} -> 0.0.0.0/0: every port
0.0.0.0/0 -> {shop/p000[Pod], shop/p001[Pod], shop/p002[Pod] and 117 more}: every port

14520 connections; --from and --to show those of one end, --json names all.
Note: More than 10000 connections are listed in groups, not one by one.
Note: No policy mentions IPv6, so ::/0 is not listed: what reaches 0.0.0.0/0 on some ports reaches it on the same ports.
`);
    const json = await run({ filename: ["-"], json: true }, crowd);
    expect(expectSchema("policy/reach.schema.json", json.out)).not.toHaveProperty("connections");
  });

  it("prints a line a connection and the notes", async () => {
    expect(await run()).toEqual({
      code: 0,
      err: "",
      out: `shop/web[Deployment] -> shop/db[StatefulSet]: TCP 5432
shop/web[Deployment] -> 203.0.113.0/24: TCP 443
shop/web[Deployment] -> 2001:db8::/32: TCP 443

3 connections.
Note: ${NOTE}
`,
    });
  });

  it("prints JSON, from standard input, between two ends", async () => {
    const { code, out } = await run({ filename: ["-"], json: true, from: "shop/web", to: "shop/db[StatefulSet]" });
    const ports = [{ protocol: "TCP", port: 5432 }];
    expect([code, expectSchema("policy/reach.schema.json", out)]).toEqual([
      0,
      {
        version: 1,
        connections: [{ from: "shop/web[Deployment]", to: "shop/db[StatefulSet]", ports }],
        groups: [{ from: ["shop/web[Deployment]"], to: ["shop/db[StatefulSet]"], ports }],
        count: 1,
        unenforced: false,
        notes: [NOTE],
      },
    ]);
  });

  it("finds the row that holds an address", async () => {
    expect((await run({ to: "203.0.113.7" })).out.split("\n")[0]).toBe("shop/web[Deployment] -> 203.0.113.0/24: TCP 443");
  });

  it("says when two ends are not connected", async () => {
    expect((await run({ from: "shop/db", to: "shop/web" })).out).toBe(`0 connections.\nNote: ${NOTE}\n`);
  });

  it("says that nothing enforces the policies", async () => {
    expect(JSON.parse((await run({ enforced: false, json: true })).out)).toMatchObject({ unenforced: true });
  });

  it.each<[Partial<ReachOptions>, string]>([
    [
      { from: "shop/wob" },
      "--from: 'shop/wob' is neither a workload of the manifests nor an address; a workload of the manifests (namespace/name), an address or a CIDR is allowed; run without it to see all workloads\n",
    ],
    [
      { to: "10.0.0.0/33" },
      "--to: '10.0.0.0/33' is neither a workload of the manifests nor an address; a workload of the manifests (namespace/name), an address or a CIDR is allowed; run without it to see all workloads\n",
    ],
    [{ nodeCidr: ["10.0.0.0/16", "ten"] }, "--node-cidr: 'ten'; a CIDR such as 10.0.0.0/16 is allowed; correct it\n"],
    [
      { filename: ["no-such-file.yaml"] },
      "no-such-file.yaml: no such file or folder; a readable file or folder, or - for standard input, is allowed; correct the path\n",
    ],
  ])("refuses %o", async (options, err) => {
    expect(await run(options)).toEqual({ code: 2, out: "", err });
  });
});
