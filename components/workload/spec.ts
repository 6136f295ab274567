import type { ImageReference } from "../shared/images.ts";
import type { Reason } from "../shared/reason.ts";
import type { NodeIdentity, Protocol } from "../flow/graph.ts";

/** Everything a pod of ours may say. Plain data: what is not here cannot be set; what loosens carries a {@link Reason}. */
export interface WorkloadSpec {
  /** Name of the controller and prefix of everything it owns. DNS label. */
  readonly name: string;
  readonly namespace: string;
  /** Value of `app.kubernetes.io/component`: the domain it belongs to. */
  readonly component: string;
  readonly controller: Controller;
  readonly serviceAccount: ServiceAccountSpec;
  /** Identity issued by SPIRE; its presence mounts the Workload API through the CSI driver. */
  readonly identity?: NodeIdentity | undefined;
  /** UID, GID and fsGroup of the pod. @default 65532 each */
  readonly user?: { readonly uid: number; readonly gid: number } | undefined;
  readonly containers: readonly ContainerSpec[];
  readonly initContainers?: readonly ContainerSpec[] | undefined;
  readonly volumes?: readonly VolumeSpec[] | undefined;
  /** Services in front of the pods. */
  readonly services?: readonly ServiceSpec[] | undefined;
  /** @default - the platform's own class, see `priority.ts` */
  readonly priorityClassName?: string | undefined;
  /** @default 30 */
  readonly terminationGracePeriodSeconds?: number | undefined;
  readonly tolerations?: readonly Toleration[] | undefined;
  /** Labels the pods carry beside the standard ones (for example a public-edge marker). Not part of any selector. */
  readonly podLabels?: Readonly<Record<string, string>> | undefined;
  readonly podAnnotations?: Readonly<Record<string, string>> | undefined;
  /** Share one process namespace between the containers of the pod (not with the host). @default false */
  readonly shareProcessNamespace?: boolean | undefined;
  /** Loosenings, each with its reason. Only `platform/` may use them. */
  readonly host?: HostAccess | undefined;
  /** ConfigMaps owned by the workload, mounted by volumes of kind `config`. Plain text, never a secret. */
  readonly configMaps?: readonly ConfigMapSpec[] | undefined;
  /** Names of Secrets that pull the images; they must exist in the namespace. @default - none */
  readonly imagePullSecrets?: readonly string[] | undefined;
  /** Create a ServiceMonitor for this port name. @default - none */
  readonly serviceMonitor?: { readonly port: string; readonly path: string; readonly interval: string } | undefined;
}

export type Controller =
  | {
      readonly kind: "Deployment";
      readonly replicas: Replicas;
      /** @default RollingUpdate maxUnavailable 0 maxSurge 1 */
      readonly strategy?: "RollingUpdate" | "Recreate" | undefined;
    }
  | {
      readonly kind: "StatefulSet";
      readonly replicas: Replicas;
      /** Name of the headless Service, one of `services`. */
      readonly serviceName: string;
      readonly claims?: readonly ClaimSpec[] | undefined;
    }
  | { readonly kind: "DaemonSet"; readonly maxUnavailable?: number | string | undefined }
  | { readonly kind: "Job"; readonly backoffLimit: number };

/** A fixed number, or a range scaled on CPU use. Two or more replicas get a PodDisruptionBudget and topology spread. */
export type Replicas = number | { readonly min: number; readonly max: number; readonly targetCpuPercent: number };

export interface ClaimSpec {
  readonly name: string;
  /** Quantity, for example `5Gi`. */
  readonly size: string;
  /** @default - the cluster's default class */
  readonly storageClass?: string | undefined;
}

export interface ServiceAccountSpec {
  readonly name: string;
  /** Access to the Kubernetes API: mounts a bounded token and creates the RBAC. @default - no token, no RBAC */
  readonly apiAccess?: ApiAccess | undefined;
}

export interface ApiAccess extends Reason {
  /** Rules in the namespaces named; the workload's own namespace by default. */
  readonly roles?: readonly RoleSpec[] | undefined;
  /** Cluster-wide rules, only for objects that are not namespaced or for TokenReview. */
  readonly clusterRules?: readonly RbacRule[] | undefined;
}

export interface RoleSpec {
  readonly name: string;
  /** @default - the workload's namespace */
  readonly namespace?: string | undefined;
  readonly rules: readonly RbacRule[];
}

export interface RbacRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[] | undefined;
  readonly verbs: readonly string[];
}

export interface ContainerSpec {
  readonly name: string;
  readonly image: ImageReference;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: readonly EnvSpec[] | undefined;
  readonly ports?: readonly ContainerPortSpec[] | undefined;
  readonly mounts?: readonly MountSpec[] | undefined;
  readonly resources: ResourcesSpec;
  /** A container that serves must have both; init containers and Jobs have none. */
  readonly liveness?: ProbeSpec | undefined;
  readonly readiness?: ProbeSpec | undefined;
  readonly startup?: ProbeSpec | undefined;
  /** Mount the SPIFFE Workload API socket in this container. @default true when the workload has an identity */
  readonly workloadApi?: boolean | undefined;
  /** Mount the ServiceAccount token in this container. @default true when the ServiceAccount has `apiAccess` */
  readonly apiToken?: boolean | undefined;
  /** Run an init container as a sidecar (restartPolicy Always): it starts before the others and stops after them. @default false */
  readonly sidecar?: boolean | undefined;
  /** Seconds the container runs on after the pod was told to stop, before it is itself. @default 0 */
  readonly preStopSeconds?: number | undefined;
  /** Loosened security context; only `platform/` may use it. */
  readonly loosened?: LoosenedContainer | undefined;
}

export interface LoosenedContainer extends Reason {
  readonly privileged?: true | undefined;
  readonly runAsUser?: 0 | undefined;
  readonly addCapabilities?: readonly string[] | undefined;
  readonly writableRootFilesystem?: true | undefined;
}

export interface ContainerPortSpec {
  readonly name: string;
  readonly port: number;
  /** @default "TCP" */
  readonly protocol?: Protocol | undefined;
}

export type EnvSpec =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly secret: { readonly name: string; readonly key: string } }
  | { readonly name: string; readonly field: string };

export interface ResourcesSpec {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
  /** Local writable storage. @default request 64Mi, limit 128Mi */
  readonly ephemeralStorage?: { readonly request: string; readonly limit: string } | undefined;
}

export interface ProbeSpec {
  readonly check:
    | { readonly kind: "exec"; readonly command: readonly string[] }
    | { readonly kind: "http"; readonly path: string; readonly port: string; readonly scheme?: "HTTP" | "HTTPS" | undefined }
    | { readonly kind: "tcp"; readonly port: string }
    | { readonly kind: "grpc"; readonly port: number };
  readonly initialDelaySeconds?: number | undefined;
  readonly periodSeconds?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly failureThreshold?: number | undefined;
}

export interface MountSpec {
  /** Name of a volume of the spec, or of a StatefulSet claim. */
  readonly volume: string;
  readonly path: string;
  readonly subPath?: string | undefined;
  /** @default true, except for `scratch` volumes and claims */
  readonly readOnly?: boolean | undefined;
  readonly bidirectional?: true | undefined;
}

export type VolumeSpec =
  /** Writable path: an emptyDir that must have a size. */
  | { readonly kind: "scratch"; readonly name: string; readonly size: string; readonly memory?: boolean | undefined }
  | { readonly kind: "config"; readonly name: string; readonly configMap: string; readonly optional?: boolean | undefined }
  | {
      readonly kind: "secret";
      readonly name: string;
      readonly secret: string;
      readonly items?: readonly { readonly key: string; readonly path: string }[] | undefined;
    }
  /** A projected ServiceAccount token for one audience. */
  | {
      readonly kind: "token";
      readonly name: string;
      readonly audience: string;
      readonly path: string;
      readonly expirationSeconds: number;
    }
  /** Shared persistent claim made with the workload (Deployment only, ReadWriteOnce). */
  | { readonly kind: "claim"; readonly name: string; readonly size: string; readonly storageClass?: string | undefined }
  | ({
      readonly kind: "hostPath";
      readonly name: string;
      readonly path: string;
      readonly type: "Directory" | "DirectoryOrCreate" | "Socket";
    } & Reason);

export interface ConfigMapSpec {
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** Binary files as base64. */
  readonly binaryData?: Readonly<Record<string, string>> | undefined;
}

export interface ServiceSpec {
  readonly name: string;
  readonly ports: readonly {
    readonly name: string;
    readonly port: number;
    /** Name of a container port. */
    readonly targetPort: string;
    /** Only with `type: NodePort`. */
    readonly nodePort?: number | undefined;
  }[];
  /** @default "ClusterIP" */
  readonly type?: "ClusterIP" | "Headless" | { readonly nodePort: Reason } | undefined;
  readonly publishNotReadyAddresses?: boolean | undefined;
  /** Send a client's connections to the pod that has its session. @default - any pod */
  readonly sessionAffinity?: "ClientIP" | undefined;
}

export interface Toleration {
  readonly operator: "Exists" | "Equal";
  readonly key?: string | undefined;
  readonly value?: string | undefined;
  readonly effect?: "NoSchedule" | "NoExecute" | "PreferNoSchedule" | undefined;
}

/** Host namespaces a pod enters. The namespace's Pod Security level must allow it, by a named loosening. */
export interface HostAccess extends Reason {
  readonly pid?: true | undefined;
  readonly network?: true | undefined;
}
