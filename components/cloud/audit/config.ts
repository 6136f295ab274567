import { z } from "zod";

const volume = z.string().default("5Gi").describe("Size of the audit volume of each gateway pod, in front of the store.");

/** `palisade:audit`: where the audit trail is kept, and for how long nobody may change it. */
export const auditConfig = z.discriminatedUnion("store", [
  z.strictObject({ store: z.literal("none").describe("Audit events stay in the pod's volume and go with it."), volume }),
]);
export type AuditConfig = z.infer<typeof auditConfig>;
