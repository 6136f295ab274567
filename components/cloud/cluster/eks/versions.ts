import type { VersionSupport } from "../versionSupport.ts";
import type { EksConfig } from "./config.ts";

/** The add-ons of EKS that this program installs, by AWS's names. */
export type EksAddon = "vpc-cni" | "kube-proxy" | "coredns" | "eks-pod-identity-agent" | "metrics-server" | "aws-ebs-csi-driver";

interface EksVersion {
  /** Last day of standard support. After it AWS upgrades the cluster, or keeps it for six times the price. */
  readonly standardUntil: string;
  /** Last day of extended support. */
  readonly extendedUntil: string;
  /** Versions of the add-ons, pinned: an add-on without one moves with AWS's default. */
  readonly addons: Readonly<Record<EksAddon, string>>;
}

/** Day on which the table was compared with its sources. */
const VERSIONS_CHECKED = "2026-11-21";

/**
 * Kubernetes versions of EKS. `aws eks describe-addon-versions --kubernetes-version 1.36` lists what may be pinned.
 * https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
 */
export const EKS_VERSIONS: Readonly<Record<string, EksVersion>> = {
  "1.34": {
    standardUntil: "2026-12-02",
    extendedUntil: "2027-12-02",
    addons: {
      "vpc-cni": "v1.21.1-eksbuild.7",
      "kube-proxy": "v1.34.6-eksbuild.2",
      coredns: "v1.13.2-eksbuild.4",
      "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
      "metrics-server": "v0.8.1-eksbuild.2",
      "aws-ebs-csi-driver": "v1.57.1-eksbuild.1",
    },
  },
  "1.35": {
    standardUntil: "2027-03-27",
    extendedUntil: "2028-03-27",
    addons: {
      "vpc-cni": "v1.21.1-eksbuild.7",
      "kube-proxy": "v1.35.3-eksbuild.2",
      coredns: "v1.13.2-eksbuild.4",
      "eks-pod-identity-agent": "v1.3.10-eksbuild.2",
      "metrics-server": "v0.8.1-eksbuild.2",
      "aws-ebs-csi-driver": "v1.60.0-eksbuild.1",
    },
  },
  "1.36": {
    standardUntil: "2027-08-02",
    extendedUntil: "2028-08-02",
    addons: {
      "vpc-cni": "v1.22.3-eksbuild.1",
      "kube-proxy": "v1.36.0-eksbuild.14",
      coredns: "v1.14.3-eksbuild.3",
      "eks-pod-identity-agent": "v1.3.10-eksbuild.3",
      "metrics-server": "v0.8.1-eksbuild.2",
      "aws-ebs-csi-driver": "v1.63.1-eksbuild.1",
    },
  },
};

/** The table as far as it is about time, for the plan that a cluster is on. Pure. */
export function eksSupport({ support }: Pick<EksConfig, "support">): VersionSupport {
  const last = ({ standardUntil, extendedUntil }: EksVersion): string => (support === "standard" ? standardUntil : extendedUntil);
  return {
    service: "EKS",
    promise: `${support} support`,
    until: Object.fromEntries(Object.entries(EKS_VERSIONS).map(([name, version]) => [name, last(version)])),
    checked: VERSIONS_CHECKED,
    afterwards: "AWS upgrades a cluster whose support has ended, ready or not",
    row: "its row with pinned add-ons to eks/versions.ts",
  };
}

/** What is known of a version that `problems` has let through. */
export function eksVersion(name: string): EksVersion {
  const version = EKS_VERSIONS[name];
  if (version === undefined) throw new Error(`no row for Kubernetes ${name} in the table of EKS versions`);
  return version;
}
