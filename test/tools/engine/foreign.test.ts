import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import type { PreviewRecord } from "../../../tools/engine/record.ts";
import { errorOf, named, programs, recordOf, shortName } from "./runs.ts";

/** Stands in for helm: renders one Deployment from the values it is given, and a CRD when asked to. */
const FAKE_HELM = `#!/bin/sh
for argument in "$@"; do last="$argument"; done
replicas=$(sed -n 's/.*"replicas":\\([0-9]*\\).*/\\1/p' "$last")
cat <<MANIFEST
apiVersion: apps/v1
kind: Deployment
metadata:
  name: $2
  annotations: { helm.sh/resource-policy: keep, arguments: "$4 $5 $6 $7" }
spec:
  replicas: $replicas
MANIFEST
`;

describe("a JavaScript program with charts and manifests", () => {
  const scratch = mkdtempSync(join(tmpdir(), "palisade-test-"));
  const helm = join(scratch, "helm");
  let record: PreviewRecord;

  beforeAll(async () => {
    writeFileSync(helm, FAKE_HELM);
    chmodSync(helm, 0o755);
    record = await recordOf("foreign-js", { helm });
  }, 60_000);
  afterAll(() => rmSync(scratch, { recursive: true }));

  it("expands files, text, lists and objects of a ConfigGroup", () => {
    const group = "urn:pulumi:dev::shop::kubernetes:yaml/v2:ConfigGroup";
    const children = record.resources.filter(({ urn }) => urn.startsWith(`${group}$`));
    expect(children.map(({ urn, dependsOn }) => [urn.slice(group.length + 1), dependsOn.map(shortName)])).toEqual([
      ["kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition::group:widgets.example.com", []],
      ["kubernetes:core/v1:ConfigMap::group:other/one", []],
      ["kubernetes:core/v1:Namespace::group:shop", []],
      ["kubernetes:core/v1:Secret::group:shop/token", ["group:shop"]],
      ["kubernetes:example.com/v1:Widget::group:shop/blue", ["group:widgets.example.com", "group:shop"]],
    ]);
    expect(new Set(children.map(({ provider }) => shortName(provider ?? "")))).toEqual(new Set(["cluster"]));
  });

  it("gives expanded objects the provider's namespace and annotations, and hides Secrets", () => {
    expect(named(record, "group:shop/token").inputs).toEqual({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "token", namespace: "shop", annotations: { "pulumi.com/skipAwait": "true" } },
      stringData: { $secret: true },
    });
    expect(named(record, "group:widgets.example.com").inputs["metadata"]).not.toHaveProperty("namespace");
  });

  it("gives the program its resources back", () => {
    expect(record.stackOutputs).toEqual({ objects: 5 });
  });

  it("renders a local chart with its values", () => {
    const deployment = named(record, "web:shop/web");
    expect(deployment.urn).toBe("urn:pulumi:dev::shop::kubernetes:helm.sh/v4:Chart$kubernetes:apps/v1:Deployment::web:shop/web");
    expect(deployment.inputs).toMatchObject({
      metadata: { annotations: { arguments: "--namespace shop --no-hooks --include-crds" } },
      spec: { replicas: 3 },
    });
    expect(deployment.retainOnDelete).toBe(true);
  });

  it("says of everything it cannot look into why", () => {
    const reasons = Object.fromEntries(record.opaque.map(({ urn, reason }) => [shortName(urn), reason]));
    expect(reasons).toMatchObject({
      fetched: "its repositoryOpts cannot take effect offline",
      later: "its input yaml is not known before deployment",
      release: "a Helm release is one resource: its objects are never shown to the engine or to policies",
      remote: "https://example.com/all.yaml would have to be fetched",
      vendor: "its children are made by the provider of vendor:index:Platform, which does not run offline",
    });
    // Whether the overlay can be rendered depends on the machine: it is never silently empty.
    const overlay = record.resources.some(({ name }) => name === "overlay:shop/prod-settings");
    expect(overlay ? undefined : reasons["overlay"]).toBe(
      overlay ? undefined : "there is neither kustomize nor kubectl to render it",
    );
  });
});

describe("a TypeScript program under Pulumi's default ts-node", () => {
  it("runs with syntax that needs a compiler, and takes stack references from fixtures", async () => {
    const fixtures = join(programs, "foreign-ts.fixtures.yaml");
    const [plain, filled, error] = await Promise.all([
      recordOf("foreign-ts"),
      recordOf("foreign-ts", { fixtures }),
      errorOf("foreign-ts", { stack: "broken" }),
    ]);
    expect(named(plain, "blog")).toMatchObject({
      source: "src/index.ts:9",
      inputs: { metadata: { labels: { size: "ann-s-8" } }, data: { domain: { $unknown: true } } },
    });
    expect(plain.invokes).toEqual([
      { token: "pulumi:pulumi:StackReference", args: { name: "organization/base/dev" }, answer: "unknown", from: undefined },
    ]);
    expect(plain.stackOutputs).toEqual({ name: { $unknown: true } });
    expect(named(filled, "blog").inputs["data"]).toEqual({ domain: "example.com" });
    expect(filled.invokes[0]?.from).toBe('foreign-ts.fixtures.yaml: stackReferences["organization/base/dev"]');
    expect(error).toMatchObject({ message: "no such site", source: "src/index.ts:15:9" });
  });
});

describe("a TypeScript program as an ES module under ts-node", () => {
  it("runs, and what it logs and prints is kept in a stated order", async () => {
    const record = await recordOf("foreign-esm");
    expect(named(record, "notes").inputs["metadata"]).toEqual({ name: "fast" });
    expect(record.logs).toEqual([
      { severity: "info", message: "starting" },
      { severity: "info", message: "printed" },
      { severity: "warning", message: "take care" },
      { severity: "info", message: "to standard error" },
    ]);
  });

  it("is refused a default provider where the project forbids it", async () => {
    expect(await errorOf("foreign-esm", { env: { IMPLICIT: "yes" } })).toMatchObject({
      message:
        "failed to register new resource notes [kubernetes:core/v1:ConfigMap]: Default provider for 'kubernetes' disabled. 'kubernetes:core/v1:ConfigMap' must use an explicit provider.",
      // The line is that of the compiled module: Pulumi's ES module mode does not map it back.
      source: expect.stringMatching(/^index\.ts:\d+:1$/u) as string,
      advice: "pass an explicit provider: {provider} on the resource or its parent",
    });
  });
});
