import { z } from "zod";
import { IMAGE_KEYS } from "../shared/images.ts";
import { auditConfig } from "../cloud/audit/config.ts";
import { cloudConfig } from "../cloud/config.ts";
import { clusterConfig } from "../cloud/cluster/config.ts";
import { identityConfig } from "../platform/identity/config.ts";
import { gatewayConfig } from "../services/gateway/config.ts";
import { toolsConfig } from "../services/tools/config.ts";
import { dataConfig } from "../services/data/config.ts";
import { observabilityConfig } from "../services/observability/config.ts";
import { controlsConfig, PROFILES } from "./profiles.ts";
import { scopeConfig } from "./scope.ts";

const imageOverride = z.strictObject({
  registry: z.string().optional(),
  repository: z.string().optional(),
  tag: z.string().optional(),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .optional(),
});

/** Every `palisade:*` object of a stack file. Secrets are flat keys beside it, see `secrets.ts`. */
export const palisadeConfig = z.strictObject({
  profile: z.enum(PROFILES).describe("Defaults and minimum hardening."),
  trustDomain: z
    .string()
    .regex(/^[a-z0-9._-]{1,255}$/)
    .describe("SPIFFE trust domain; changing it later replaces every identity."),
  scope: scopeConfig.prefault({}),
  controls: controlsConfig.prefault({}).describe("Controls of the profile that this stack raises, or lowers by waiver."),
  cloud: cloudConfig.optional(),
  cluster: clusterConfig,
  identity: identityConfig,
  audit: auditConfig.prefault({ store: "none" }),
  gateway: gatewayConfig,
  tools: toolsConfig,
  data: dataConfig,
  observability: observabilityConfig,
  images: z
    .strictObject({
      mirror: z.string().optional().describe("Registry prefix that replaces every registry."),
      overrides: z
        .partialRecord(z.enum(IMAGE_KEYS), imageOverride)
        .default({})
        .describe("Images by key: what is given replaces that part of the pinned image."),
      pullSecrets: z.array(z.string()).default([]).describe("Names of image pull Secrets that exist in every namespace."),
    })
    .prefault({}),
});
export type PalisadeConfig = z.infer<typeof palisadeConfig>;
