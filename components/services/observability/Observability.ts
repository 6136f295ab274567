import { ComponentResource, secret, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { standardLabels } from "../../shared/labels.ts";
import { childName, typeToken } from "../../shared/names.ts";
import { describeProblem } from "../../shared/problem.ts";
import { secretChecksum } from "../../workload/checksum.ts";
import { HardenedWorkload } from "../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../workload/spec.ts";
import { OBSERVABILITY_NAMESPACE } from "./contract.ts";
import { PHOENIX_SECRETS, phoenixSecretProblems, type PhoenixSecretValues } from "./phoenixSecrets.ts";

export interface ObservabilityArgs {
  /** Phoenix and the collector, from `observabilityPlan`. */
  readonly workloads: readonly WorkloadSpec[];
  readonly secrets: {
    /** Signs Phoenix's sessions; at least 32 characters. */
    readonly phoenixSecret: Input<string>;
    /** Bearer token of Phoenix's first administrator, and of the collector; at least 32 characters. */
    readonly phoenixAdminSecret: Input<string>;
    /** First password of Phoenix's administrator. */
    readonly phoenixAdminPassword: Input<string>;
  };
}

/** Traces, metrics and their user interface, with the Secret both workloads read at start-up. */
export class Observability extends ComponentResource {
  constructor(name: string, args: ObservabilityArgs, opts?: ComponentResourceOptions) {
    super(typeToken("services", "Observability"), name, {}, opts);
    const values = phoenixValues(args);
    const phoenixSecret = createPhoenixSecret(this, name, values);
    for (const spec of args.workloads) {
      const workload = { spec, secretChecksum: values.apply(secretChecksum) };
      new HardenedWorkload(childName(name, spec.name), workload, { parent: this, dependsOn: [phoenixSecret] });
    }
    this.registerOutputs({ workloads: args.workloads.map((spec) => spec.name) });
  }
}

function phoenixValues({ secrets }: ObservabilityArgs): Output<PhoenixSecretValues> {
  const { phoenixSecret, phoenixAdminSecret, phoenixAdminPassword } = secrets;
  const values = { secret: phoenixSecret, admin_secret: phoenixAdminSecret, admin_password: phoenixAdminPassword };
  return secret(values).apply(strong);
}

function strong(values: PhoenixSecretValues): PhoenixSecretValues {
  const problems = phoenixSecretProblems(values);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return values;
}

function createPhoenixSecret(parent: Observability, name: string, stringData: Output<PhoenixSecretValues>): Secret {
  const metadata = {
    name: PHOENIX_SECRETS.name,
    namespace: OBSERVABILITY_NAMESPACE,
    labels: { ...standardLabels(PHOENIX_SECRETS.name, "observability") },
  };
  return new Secret(childName(name, PHOENIX_SECRETS.name), { metadata, type: "Opaque", stringData }, { parent });
}
