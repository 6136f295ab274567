import type { World } from "../rule.ts";
import { awsIdentities } from "./aws.ts";
import { azureIdentities } from "./azure.ts";
import { gcpIdentities } from "./gcp.ts";
import type { Identity } from "./identity.ts";
import type { Cloud } from "./stores.ts";
import type { Writer } from "./writers.ts";

const IDENTITIES: Readonly<Record<Cloud, (world: World, writer: Writer) => readonly Identity[]>> = {
  aws: awsIdentities,
  gcp: gcpIdentities,
  azure: azureIdentities,
};

/** The identities that a writer's ServiceAccount leads to in a cloud. */
export function identitiesOf(world: World, cloud: Cloud, writer: Writer): readonly Identity[] {
  return IDENTITIES[cloud](world, writer);
}
