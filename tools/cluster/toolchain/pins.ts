/** The programs that the embedded cluster and the end-to-end tests run. Their versions stand once: in their go.mod. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** One Go module that is built by itself: modules of different projects were never built with each other's dependencies. */
export interface Pin {
  /** Folder below `test/e2e/toolchain/`. */
  readonly name: string;
  /** Module whose version is pinned; undefined for a program of our own. */
  readonly module?: string;
  readonly binaries: readonly Binary[];
  /** Variables that the linker sets, so that the program reports its version; values as for version v1.2.3. */
  readonly stamps: (version: string) => Readonly<Record<string, string>>;
  /** Which installed versions do as well: another patch of the same minor version, or anything newer of the same major one. */
  readonly accepts: "same-minor" | "newer-minor";
  /** A folder of the module that is needed beside the binaries; with one, an installed binary is not enough. */
  readonly assets?: string;
}

export type ToolName =
  "certs" | "etcd" | "kwok" | "kube-apiserver" | "kube-controller-manager" | "kube-scheduler" | "kubectl" | "helm" | "pulumi";

export interface Binary {
  readonly name: ToolName;
  /** Go package. */
  readonly package: string;
  /** Arguments that make it print its version. */
  readonly ask: readonly string[];
}

const kubernetes = (name: ToolName, ask: readonly string[] = ["--version"]): Binary => ({
  name,
  package: `k8s.io/kubernetes/cmd/${name}`,
  ask,
});

export const PINS: readonly Pin[] = [
  { name: "certs", binaries: [{ name: "certs", package: ".", ask: [] }], stamps: () => ({}), accepts: "same-minor" },
  {
    name: "etcd",
    module: "go.etcd.io/etcd/server/v3",
    binaries: [{ name: "etcd", package: "go.etcd.io/etcd/server/v3", ask: ["--version"] }],
    stamps: () => ({}),
    accepts: "same-minor",
  },
  {
    name: "kwok",
    module: "sigs.k8s.io/kwok",
    binaries: [{ name: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok", ask: ["--version"] }],
    stamps: (version) => ({ "sigs.k8s.io/kwok/pkg/consts.Version": version }),
    accepts: "same-minor",
    assets: "kustomize/stage",
  },
  {
    name: "kubernetes",
    module: "k8s.io/kubernetes",
    binaries: [
      kubernetes("kube-apiserver"),
      kubernetes("kube-controller-manager"),
      kubernetes("kube-scheduler"),
      kubernetes("kubectl", ["version", "--client"]),
    ],
    stamps: kubernetesStamps,
    accepts: "same-minor",
  },
  {
    name: "helm",
    module: "helm.sh/helm/v3",
    binaries: [{ name: "helm", package: "helm.sh/helm/v3/cmd/helm", ask: ["version", "--short"] }],
    stamps: (version) => ({ "helm.sh/helm/v3/internal/version.version": version }),
    accepts: "newer-minor",
  },
  {
    name: "pulumi",
    module: "github.com/pulumi/pulumi/pkg/v3",
    binaries: [{ name: "pulumi", package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi", ask: ["version"] }],
    stamps: (version) => ({ "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": version }),
    accepts: "newer-minor",
  },
];

const FOLDER = fileURLToPath(new URL("../../../test/e2e/toolchain/", import.meta.url));

/** The API server reports v0.0.0 without these, and clients then believe it to be ancient. */
function kubernetesStamps(version: string): Readonly<Record<string, string>> {
  const [major = "", minor = ""] = version.slice(1).split(".");
  const prefix = "k8s.io/component-base/version";
  return {
    [`${prefix}.gitVersion`]: version,
    [`${prefix}.gitMajor`]: major,
    [`${prefix}.gitMinor`]: minor,
    [`${prefix}.gitTreeState`]: "clean",
  };
}

export function moduleFolder(pin: Pin): string {
  return join(FOLDER, pin.name);
}

/** `v1.36.3`, as its go.mod requires it; undefined for a program of our own. */
export function pinnedVersion(pin: Pin): string | undefined {
  if (pin.module === undefined) return undefined;
  const goMod = readFileSync(join(moduleFolder(pin), "go.mod"), "utf8");
  const line = goMod.split("\n").find((text) => text.replace(/^\s*(require\s+)?/, "").startsWith(`${pin.module ?? ""} v`));
  const version = line?.match(/ (v\S+)/)?.[1];
  if (version === undefined) throw new Error(`${pin.name}/go.mod does not require ${pin.module}`);
  return version;
}

/** Names a build by all that decides its content: sources, sums, flags, compiler and platform. */
export function buildKey(pin: Pin, goVersion: string): string {
  const hash = createHash("sha256");
  for (const file of pin.module === undefined ? ["go.mod", "main.go"] : ["go.mod", "go.sum"])
    hash.update(readFileSync(join(moduleFolder(pin), file)));
  hash.update(JSON.stringify([goVersion, process.platform, process.arch, linkerFlags(pin), pin.binaries, pin.assets]));
  return `${pin.name}-${pinnedVersion(pin) ?? "own"}-${hash.digest("hex").slice(0, 16)}`;
}

/** No symbol tables: they are half of each file and nobody debugs these. */
export function linkerFlags(pin: Pin): string {
  const stamps = Object.entries(pin.stamps(pinnedVersion(pin) ?? "")).map(([name, value]) => `-X ${name}=${value}`);
  return ["-s", "-w", ...stamps].join(" ");
}
