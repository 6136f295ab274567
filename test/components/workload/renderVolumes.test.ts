import { describe, expect, it } from "vitest";
import { claimName, renderVolumes } from "../../../components/workload/renderVolumes.ts";
import type { VolumeSpec } from "../../../components/workload/spec.ts";
import { WHY, workloadWith } from "./fixture.ts";

const NEITHER = { workloadApi: false, apiToken: false };

describe("volumes", () => {
  it.each<{ volume: VolumeSpec; rendered: object }>([
    { volume: { kind: "scratch", name: "v", size: "1Mi" }, rendered: { emptyDir: { sizeLimit: "1Mi" } } },
    {
      volume: { kind: "scratch", name: "v", size: "1Mi", memory: true },
      rendered: { emptyDir: { sizeLimit: "1Mi", medium: "Memory" } },
    },
    { volume: { kind: "config", name: "v", configMap: "c" }, rendered: { configMap: { name: "c" } } },
    {
      volume: { kind: "config", name: "v", configMap: "c", optional: true },
      rendered: { configMap: { name: "c", optional: true } },
    },
    { volume: { kind: "secret", name: "v", secret: "s" }, rendered: { secret: { secretName: "s", defaultMode: 0o440 } } },
    {
      volume: { kind: "secret", name: "v", secret: "s", items: [{ key: "k", path: "p" }] },
      rendered: { secret: { secretName: "s", defaultMode: 0o440, items: [{ key: "k", path: "p" }] } },
    },
    {
      volume: { kind: "token", name: "v", audience: "spire-server", path: "token", expirationSeconds: 600 },
      rendered: {
        projected: { sources: [{ serviceAccountToken: { audience: "spire-server", path: "token", expirationSeconds: 600 } }] },
      },
    },
    { volume: { kind: "claim", name: "v", size: "1Gi" }, rendered: { persistentVolumeClaim: { claimName: "app-v" } } },
    {
      volume: { kind: "hostPath", name: "v", path: "/run/spire", type: "Directory", ...WHY },
      rendered: { hostPath: { path: "/run/spire", type: "Directory" } },
    },
  ])("renders $volume", ({ volume, rendered }) => {
    expect(renderVolumes(workloadWith({ volumes: [volume] }), NEITHER)).toEqual([{ name: "v", ...rendered }]);
  });

  it("are absent when there are none", () => {
    expect(renderVolumes(workloadWith({ volumes: undefined }), NEITHER)).toBeUndefined();
  });

  it("bring the Workload API by the CSI driver, read-only, never by a host path [P-52]", () => {
    expect(renderVolumes(workloadWith({ volumes: [] }), { workloadApi: true, apiToken: false })).toEqual([
      { name: "spiffe-workload-api", csi: { driver: "csi.spiffe.io", readOnly: true } },
    ]);
  });

  it("bring a bounded token with the CA and the namespace a client needs beside it", () => {
    expect(renderVolumes(workloadWith({ volumes: [] }), { workloadApi: false, apiToken: true })).toEqual([
      {
        name: "kube-api-access",
        projected: {
          defaultMode: 0o444,
          sources: [
            { serviceAccountToken: { path: "token", expirationSeconds: 3600 } },
            { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
            { downwardAPI: { items: [{ path: "namespace", fieldRef: { fieldPath: "metadata.namespace" } }] } },
          ],
        },
      },
    ]);
  });

  it("name a claim after its workload, so that two of a namespace do not share one", () => {
    expect(claimName("app", "audit")).toBe("app-audit");
  });
});
