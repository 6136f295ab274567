import type { World } from "../rule.ts";
import { awsLead } from "./aws.ts";
import { azureLead } from "./azure.ts";
import { gcpLead } from "./gcp.ts";
import type { Lead } from "./identity.ts";
import type { Cloud, EvidenceStore } from "./stores.ts";
import type { Writer } from "./writers.ts";

const LEADS: Readonly<Record<Cloud, (world: World, writer: Writer, store: EvidenceStore) => Lead>> = {
  aws: awsLead,
  gcp: gcpLead,
  azure: azureLead,
};

/** The identities that a writer's ServiceAccount leads to in the cloud of a store. */
export function leadOf(world: World, store: EvidenceStore, writer: Writer): Lead {
  return LEADS[store.cloud](world, writer, store);
}
