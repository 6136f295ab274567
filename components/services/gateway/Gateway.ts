import { ComponentResource, all, secret, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { annotationsOf } from "../../cloud/iam/annotations.ts";
import type { ServiceAccountAnnotations } from "../../cloud/iam/contract.ts";
import { standardLabels } from "../../shared/labels.ts";
import { childName, typeToken } from "../../shared/names.ts";
import { describeProblem } from "../../shared/problem.ts";
import { secretChecksum } from "../../workload/checksum.ts";
import { HardenedWorkload } from "../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";
import { GATEWAY_NAMESPACE } from "./contract.ts";
import { RUNTIME_SECRET } from "./environment.ts";
import { approvalKeyProblems } from "./problems.ts";

export interface GatewayArgs {
  /** What the cloud knows ServiceAccounts by. @default - no cloud identities */
  readonly serviceAccountAnnotations?: ServiceAccountAnnotations | undefined;
  /** Data plane and control plane, from `gatewayPlan`. */
  readonly workloads: readonly WorkloadSpec[];
  readonly secrets: {
    /** HMAC key of step-up approvals; at least 32 characters. */
    readonly approvalSigningKey: Input<string>;
    /** API key of the guard model; read only by workloads that were planned with one. */
    readonly guardApiKey: Input<string>;
  };
}

/** The PRECINCT gateway and its control plane, with the Secret both read at start-up. */
export class Gateway extends ComponentResource {
  constructor(name: string, args: GatewayArgs, opts?: ComponentResourceOptions) {
    super(typeToken("services", "Gateway"), name, {}, opts);
    const values = runtimeSecrets(args);
    const runtimeSecret = createRuntimeSecret(this, name, values);
    for (const spec of args.workloads) {
      const serviceAccountAnnotations = annotationsOf(spec, args.serviceAccountAnnotations);
      const workload = { spec, secretChecksum: all(values).apply(secretChecksum), serviceAccountAnnotations };
      new HardenedWorkload(childName(name, spec.name), workload, { parent: this, dependsOn: [runtimeSecret] });
    }
    this.registerOutputs({ workloads: args.workloads.map((spec) => spec.name), secretKeys: Object.keys(values) });
  }
}

/** Values by their key in the Secret; the keys are no secret. */
type RuntimeSecrets = Readonly<Record<string, Output<string>>>;

/** Only the keys that a planned workload reads: an unused credential is not put into the cluster. */
function runtimeSecrets({ workloads, secrets }: GatewayArgs): RuntimeSecrets {
  const read = new Set(
    workloads
      .flatMap(({ containers }) => containers.flatMap(({ env }) => env ?? []))
      .flatMap((env) => ("secret" in env ? [env.secret.key] : [])),
  );
  const offered: RuntimeSecrets = {
    approval_signing_key: secret(secrets.approvalSigningKey).apply(strongKey),
    guard_api_key: secret(secrets.guardApiKey),
  };
  return Object.fromEntries(Object.entries(offered).filter(([key]) => read.has(key)));
}

/** The gateway would refuse a weak key in a crash loop; here it is refused before anything runs. */
function strongKey(key: string): string {
  const [problem] = approvalKeyProblems(key);
  if (problem !== undefined) throw new Error(describeProblem(problem));
  return key;
}

function createRuntimeSecret(parent: Gateway, name: string, stringData: RuntimeSecrets): Secret {
  const metadata = {
    name: RUNTIME_SECRET,
    namespace: GATEWAY_NAMESPACE,
    labels: { ...standardLabels(RUNTIME_SECRET, "gateway") },
  };
  return new Secret(childName(name, "runtime-secrets"), { metadata, type: "Opaque", stringData }, { parent });
}
