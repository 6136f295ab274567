import { covers, type Power } from "../rbac.ts";
import type { Grant } from "./access.ts";
import type { Rights } from "./roles.ts";

/** Rights that make more of their holder than they say. */
export type Capability =
  | "escalate"
  | "impersonate-users"
  | "impersonate-accounts"
  | "approve-certificates"
  | "write-webhooks"
  | "create-pods"
  | "request-tokens"
  | "exec"
  | "use-kubelets"
  | "read-secrets"
  | "create-secrets"
  | "lower-pod-security"
  | "create-volumes";

interface Row {
  readonly capability: Capability;
  /** What its holder does, for reports. */
  readonly does: string;
  readonly powers: readonly Power[];
  /** True for what only exists once in a cluster: a RoleBinding gives nothing of it. */
  readonly clusterWide: boolean;
  /** True where a list of names in the role bounds what is gained. */
  readonly boundedByNames?: boolean;
}

const RBAC = "rbac.authorization.k8s.io";
const WRITE = ["create", "update", "patch"];
const CHANGE = ["update", "patch"];

/** Source: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#privilege-escalation-risks */
const TABLE: readonly Row[] = [
  {
    capability: "escalate",
    does: "gives itself more rights",
    powers: [{ groups: [RBAC], resources: ["roles", "clusterroles"], verbs: ["escalate", "bind"] }],
    clusterWide: false,
  },
  {
    capability: "impersonate-users",
    does: "acts as any user or group",
    powers: [{ groups: [""], resources: ["users", "groups"], verbs: ["impersonate"] }],
    clusterWide: true,
    boundedByNames: true,
  },
  {
    capability: "impersonate-accounts",
    does: "acts as ServiceAccounts",
    powers: [{ groups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] }],
    clusterWide: false,
    boundedByNames: true,
  },
  {
    capability: "approve-certificates",
    does: "signs client certificates",
    powers: [
      {
        groups: ["certificates.k8s.io"],
        resources: ["certificatesigningrequests/approval", "certificatesigningrequests/status"],
        verbs: CHANGE,
      },
      { groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] },
    ],
    clusterWide: true,
    boundedByNames: true,
  },
  {
    capability: "write-webhooks",
    does: "changes every object on its way through admission",
    powers: [
      {
        groups: ["admissionregistration.k8s.io"],
        resources: [
          "mutatingwebhookconfigurations",
          "validatingwebhookconfigurations",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings",
        ],
        verbs: WRITE,
      },
      // Whoever serves a group of the API sees and answers every request to it.
      { groups: ["apiregistration.k8s.io"], resources: ["apiservices"], verbs: WRITE },
    ],
    clusterWide: true,
    boundedByNames: true,
  },
  {
    capability: "create-pods",
    does: "creates pods",
    powers: [
      { groups: [""], resources: ["pods", "replicationcontrollers"], verbs: WRITE },
      { groups: ["apps"], resources: ["deployments", "daemonsets", "statefulsets", "replicasets"], verbs: WRITE },
      { groups: ["batch"], resources: ["jobs", "cronjobs"], verbs: WRITE },
    ],
    clusterWide: false,
  },
  {
    capability: "request-tokens",
    does: "requests tokens of ServiceAccounts",
    powers: [{ groups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    clusterWide: false,
    boundedByNames: true,
  },
  {
    capability: "exec",
    does: "runs commands in pods",
    powers: [
      { groups: [""], resources: ["pods/exec", "pods/attach"], verbs: ["create", "get"] },
      { groups: [""], resources: ["pods/ephemeralcontainers"], verbs: CHANGE },
    ],
    clusterWide: false,
  },
  {
    capability: "use-kubelets",
    does: "runs commands in pods through the kubelets",
    powers: [{ groups: [""], resources: ["nodes/proxy"], verbs: ["get", "create"] }],
    clusterWide: true,
  },
  {
    capability: "read-secrets",
    does: "reads Secrets",
    powers: [{ groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }],
    clusterWide: false,
    boundedByNames: true,
  },
  {
    capability: "create-secrets",
    does: "asks for tokens of ServiceAccounts by Secrets",
    powers: [{ groups: [""], resources: ["secrets"], verbs: ["create"] }],
    clusterWide: false,
  },
  {
    capability: "lower-pod-security",
    does: "relabels namespaces, which lifts Pod Security",
    powers: [{ groups: [""], resources: ["namespaces"], verbs: CHANGE }],
    clusterWide: true,
  },
  {
    capability: "create-volumes",
    does: "creates volumes of a node's folders",
    powers: [{ groups: [""], resources: ["persistentvolumes"], verbs: ["create"] }],
    clusterWide: true,
  },
];

/** A capability that somebody holds. */
export interface Held {
  readonly capability: Capability;
  readonly does: string;
  /** Namespace it holds in; undefined for the whole cluster. */
  readonly scope: string | undefined;
  /** Objects it is limited to, where that bounds it; none for all. */
  readonly names: readonly string[];
  readonly via: string;
}

/** What a grant makes of its holder. */
export function capabilitiesOf(grant: Grant): readonly Held[] {
  return TABLE.flatMap(({ capability, does, powers, clusterWide, boundedByNames }) => {
    const given = powers.some((power) => gives(grant, power)) && !(clusterWide && grant.scope !== undefined);
    const names = boundedByNames === true ? grant.names : [];
    return given ? [{ capability, does, scope: grant.scope, names, via: grant.via }] : [];
  });
}

function gives({ groups, resources, verbs }: Rights, power: Power): boolean {
  const meets = (given: readonly string[], wanted: readonly string[]): boolean =>
    given.some((one) => wanted.some((other) => covers(one, other)));
  return meets(groups, power.groups) && meets(resources, power.resources) && meets(verbs, power.verbs);
}
