import type { Profile } from "../rule.ts";
import type { Capability } from "./capabilities.ts";

/** What a workload can be or do that the rest of the cluster has to trust it with. */
export type Trust = Capability | "cluster" | "node" | "reach-secret-store";

/** Who may have one. */
interface Cap {
  readonly trust: Trust;
  /** In words, after the workload: `can create pods`. */
  readonly says: string;
  /** The first profile in which only the named may; from there on in every stricter one. */
  readonly from: Profile;
  /** `namespace/name` of workloads; `*` stands for any name. */
  readonly named: readonly string[];
}

const DEPLOYERS = ["argocd/*", "flux-system/*"];
const ADMISSION = ["gatekeeper-system/*", "cosign-system/*", "cert-manager/*", "istio-system/*", "linkerd/*"];
const SECRET_KEEPERS = ["external-secrets/*", "cert-manager/*", "cosign-system/*"];

/** A row for each trust: nobody but the named has it, from a profile on. */
export const CAPS: readonly Cap[] = [
  {
    trust: "cluster",
    says: "can become every right in the cluster",
    from: "local",
    named: ["gatekeeper-system/*", ...DEPLOYERS],
  },
  { trust: "escalate", says: "can give itself rights", from: "local", named: DEPLOYERS },
  { trust: "impersonate-users", says: "can act as other users", from: "local", named: DEPLOYERS },
  { trust: "approve-certificates", says: "can sign client certificates", from: "local", named: [] },
  { trust: "use-kubelets", says: "can run commands through kubelets", from: "local", named: [] },
  { trust: "impersonate-accounts", says: "can act as other ServiceAccounts", from: "dev", named: DEPLOYERS },
  {
    trust: "request-tokens",
    says: "can request tokens of other ServiceAccounts",
    from: "dev",
    named: ["external-secrets/*", ...DEPLOYERS],
  },
  { trust: "exec", says: "can run commands in pods", from: "dev", named: [] },
  { trust: "write-webhooks", says: "can write webhooks", from: "dev", named: ADMISSION },
  { trust: "lower-pod-security", says: "can relabel namespaces", from: "dev", named: DEPLOYERS },
  { trust: "create-volumes", says: "can create volumes of a node's folders", from: "dev", named: [] },
  { trust: "create-pods", says: "can create pods", from: "dev", named: ["cert-manager/*", ...DEPLOYERS] },
  {
    trust: "read-secrets",
    says: "can read Secrets it is not handed",
    from: "dev",
    named: [...SECRET_KEEPERS, ...ADMISSION, ...DEPLOYERS],
  },
  {
    trust: "node",
    says: "can become its node",
    from: "dev",
    named: [
      "spire-system/spire-agent",
      "spire-system/spiffe-csi-driver",
      "istio-system/istio-cni-node",
      "istio-system/ztunnel",
      "kube-system/*",
    ],
  },
  {
    trust: "reach-secret-store",
    says: "can open connections to the secret store",
    from: "staging",
    named: ["spike-system/*", "gateway/precinct-gateway", "external-secrets/*", "spire-server/spire-server"],
  },
];

const ORDER: readonly Profile[] = ["local", "dev", "staging", "prod"];

/** Whether a cap holds in a profile. */
export function holdsIn({ from }: Cap, profile: Profile): boolean {
  return ORDER.indexOf(profile) >= ORDER.indexOf(from);
}

/** Whether the cap, or somebody who configures it (`create-pods shop/runner`), names a workload. */
export function isNamed({ trust, named }: Cap, workload: string, more: readonly string[]): boolean {
  const [namespace = ""] = workload.split("/");
  const own = more.flatMap((entry) => (entry.startsWith(`${trust} `) ? [entry.slice(trust.length + 1)] : []));
  return [...named, ...own].some((pattern) => pattern === workload || pattern === `${namespace}/*`);
}
