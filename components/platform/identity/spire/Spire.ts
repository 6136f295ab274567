import { ComponentResource, type ComponentResourceOptions, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { ValidatingWebhookConfiguration } from "@pulumi/kubernetes/admissionregistration/v1/validatingWebhookConfiguration.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import { CSIDriver } from "@pulumi/kubernetes/storage/v1/csidriver.js";
import { annotationsOf } from "../../../cloud/iam/annotations.ts";
import { SpiffeRegistrations } from "../../../flow/SpiffeRegistrations.ts";
import { standardLabels } from "../../../shared/labels.ts";
import { childName, typeToken } from "../../../shared/names.ts";
import { describeProblem } from "../../../shared/problem.ts";
import { secretChecksum } from "../../../workload/checksum.ts";
import { HardenedWorkload } from "../../../workload/HardenedWorkload.ts";
import type { WorkloadSpec } from "../../../workload/spec.ts";
import type { IdentityArgs, IdentityProvider } from "../contract.ts";
import { bundleConfigMap, csiDriver, registrationWebhook, WEBHOOK_CA_BUNDLES } from "./clusterObjects.ts";
import {
  AGENT,
  CLASS_NAME,
  COMPONENT,
  CSI,
  CSI_DRIVER,
  DATABASE_HOST,
  DATABASE_SECRET,
  SERVER,
  SERVER_NAMESPACE,
} from "./layout.ts";
import { SpireCrds } from "./SpireCrds.ts";
import { passwordProblems } from "./validate.ts";

/** SPIRE: server with controller-manager, agent and CSI driver on every node, and one registration per declared identity. */
export class Spire extends ComponentResource implements IdentityProvider {
  readonly csiDriver = CSI_DRIVER;
  readonly ready: readonly Resource[];

  constructor(name: string, args: IdentityArgs, opts?: ComponentResourceOptions) {
    super(typeToken("platform", "Spire"), name, {}, opts);
    const child: Child = { name, parent: this };

    // The controller-manager stops without its kinds and its webhook configuration, and the server cannot publish without the ConfigMap.
    const kinds = new SpireCrds(childName(name, "crds"), { parent: this });
    const foundations = [kinds, createBundle(child), createWebhook(child), ...createDatabaseSecret(child, args)];
    const server = createServer(child, args, foundations);

    // Agents bootstrap from the bundle that a running server publishes.
    const agent = createWorkload(child, workloadNamed(args.workloads, AGENT), [server.controller]);
    const csi = createWorkload(child, workloadNamed(args.workloads, CSI), [createCsiDriver(child), agent.controller]);

    // Last, because the webhook must answer; one for each declared workload and none for any other pod.
    createRegistrations(child, args, [server, csi]);

    this.ready = [server.controller, agent.controller, csi.controller];
    this.registerOutputs({ csiDriver: this.csiDriver, trustDomain: args.plan.config.trustDomain });
  }
}

/** Name prefix and parent of everything the component makes. */
interface Child {
  readonly name: string;
  readonly parent: Spire;
}

function createWorkload({ name, parent }: Child, spec: WorkloadSpec, dependsOn: Input<Resource>[]): HardenedWorkload {
  return new HardenedWorkload(childName(name, spec.name), { spec }, { parent, dependsOn });
}

/** The one workload that may have an identity in the cloud: the keys it signs with may be there. */
function createServer({ name, parent }: Child, args: IdentityArgs, dependsOn: Input<Resource>[]): HardenedWorkload {
  const spec = workloadNamed(args.workloads, SERVER);
  const serviceAccountAnnotations = annotationsOf(spec, args.serviceAccountAnnotations);
  const workload = { spec, serviceAccountAnnotations, secretChecksum: datastoreChecksum(args) };
  return new HardenedWorkload(childName(name, spec.name), workload, { parent, dependsOn });
}

/** A new password reaches the servers by restarting them, one after the other. */
function datastoreChecksum({ plan, secrets }: IdentityArgs): Output<string> | undefined {
  if (plan.config.identity.datastore.kind === "sqlite") return undefined;
  return secrets.spireDatabasePassword.apply((password) => secretChecksum({ password }));
}

function workloadNamed(workloads: readonly WorkloadSpec[], name: string): WorkloadSpec {
  const found = workloads.find((workload) => workload.name === name);
  if (found === undefined) throw new Error(`SPIRE's plan holds no workload ${name}`);
  return found;
}

function createBundle({ name, parent }: Child): Resource {
  // The server owns the contents.
  return new ConfigMap(childName(name, "bundle"), bundleConfigMap(), { parent, ignoreChanges: ["data"] });
}

function createWebhook({ name, parent }: Child): Resource {
  const options = { parent, ignoreChanges: WEBHOOK_CA_BUNDLES };
  return new ValidatingWebhookConfiguration(childName(name, "webhook"), registrationWebhook(), options);
}

function createCsiDriver({ name, parent }: Child): Resource {
  return new CSIDriver(childName(name, "csi-driver"), csiDriver(), { parent });
}

function createRegistrations({ name, parent }: Child, { graph }: IdentityArgs, dependsOn: Input<Resource>[]): void {
  new SpiffeRegistrations(childName(name, "registrations"), { graph, className: CLASS_NAME }, { parent, dependsOn });
}

function createDatabaseSecret({ name, parent }: Child, { plan, secrets, databaseHost }: IdentityArgs): readonly Resource[] {
  if (plan.config.identity.datastore.kind === "sqlite") return [];
  const metadata = { name: DATABASE_SECRET.name, namespace: SERVER_NAMESPACE, labels: { ...standardLabels(SERVER, COMPONENT) } };
  const password = { [DATABASE_SECRET.key]: secrets.spireDatabasePassword.apply(usablePassword) };
  const stringData = { ...password, ...(databaseHost === undefined ? {} : { [DATABASE_HOST.key]: databaseHost }) };
  return [new Secret(childName(name, "database"), { metadata, stringData }, { parent })];
}

/** A secret is known to no plan, so this one is checked where it is used. */
function usablePassword(password: string): string {
  const problems = passwordProblems(password);
  if (problems.length > 0) throw new Error(problems.map(describeProblem).join("\n"));
  return password;
}
