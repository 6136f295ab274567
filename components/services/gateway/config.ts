import { z } from "zod";

/** `palisade:gateway`: the PRECINCT gateway and its control plane. */
export const gatewayConfig = z
  .strictObject({
    replicas: z.int().min(1).max(20).default(1),
    controlReplicas: z.int().min(1).max(5).default(1),
    enforcementProfile: z
      .enum(["dev", "prod_standard", "prod_regulated_hipaa"])
      .default("prod_standard")
      .describe("PRECINCT's own start-up profile."),
    spiffeMode: z
      .enum(["dev", "prod"])
      .default("prod")
      .describe("dev accepts the X-SPIFFE-ID header as identity; local and dev stacks only."),
    expose: z
      .discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("none") }),
        z.strictObject({ kind: z.literal("nodePort"), gateway: z.int().default(30090), control: z.int().default(30091) }),
        z
          .strictObject({ kind: z.literal("ingressController") })
          .describe("The cluster's ingress controller reaches the public listener; needs cluster.ingressController."),
      ])
      .default({ kind: "none" }),
    policyBundle: z
      .string()
      .default("components/services/gateway/bundle")
      .describe("Folder with the signed policy bundle, relative to the project."),
    guardModel: z
      .strictObject({ endpoint: z.url(), name: z.string(), cidrs: z.array(z.string()).min(1), reason: z.string() })
      .optional()
      .describe("Guard model outside the cluster. Default: none, deep scan fails closed."),
    clientNamespaces: z.array(z.string()).default([]).describe("Namespaces whose pods may call the gateway over SPIFFE mTLS."),
    adminSpiffeIds: z
      .array(z.string())
      .min(1)
      .default(["/ns/ops/sa/gateway-admin"])
      .describe("SPIFFE ID paths that may use /admin."),
    rateLimit: z.strictObject({ rpm: z.int().default(600), burst: z.int().default(100) }).prefault({}),
    oauth: z
      .strictObject({
        issuer: z.url(),
        jwksUrl: z.url(),
        cidrs: z.array(z.string()).min(1).describe("Addresses the JWKS host resolves to, for the NetworkPolicy."),
        audience: z.string().default("gateway"),
      })
      .optional()
      .describe("OAuth resource server of the public listener. Default: no public listener."),
  })
  .prefault({});
