import { z } from "zod";

const nodePort = (port: number, of: string): z.ZodDefault<z.ZodInt> =>
  z.int().default(port).describe(`Port of every node that leads to the ${of}.`);

/** `palisade:gateway`: the PRECINCT gateway and its control plane. */
export const gatewayConfig = z
  .strictObject({
    replicas: z.int().min(1).max(20).default(1).describe("Pods of the data plane."),
    controlReplicas: z.int().min(1).max(5).default(1).describe("Pods of the control plane."),
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
        z.strictObject({
          kind: z.literal("nodePort"),
          gateway: nodePort(30090, "gateway"),
          control: nodePort(30091, "control plane"),
        }),
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
      .strictObject({
        endpoint: z.url().describe("Address of its OpenAI-compatible API."),
        name: z.string().describe("Model, as the API names it."),
        cidrs: z.array(z.string()).min(1).describe("Addresses the host resolves to, for the NetworkPolicy."),
        reason: z.string().describe("Why prompts may leave the cluster."),
      })
      .optional()
      .describe("Guard model outside the cluster. Default: none, deep scan fails closed."),
    clientNamespaces: z.array(z.string()).default([]).describe("Namespaces whose pods may call the gateway over SPIFFE mTLS."),
    adminSpiffeIds: z
      .array(z.string())
      .min(1)
      .default(["/ns/ops/sa/gateway-admin"])
      .describe("SPIFFE ID paths that may use /admin."),
    rateLimit: z
      .strictObject({
        rpm: z.int().default(600).describe("Requests per minute that one identity may make."),
        burst: z.int().default(100).describe("Requests that one identity may make at once."),
      })
      .prefault({}),
    oauth: z
      .strictObject({
        issuer: z.url().describe("Issuer of the tokens."),
        jwksUrl: z.url().describe("Where its signing keys are."),
        cidrs: z.array(z.string()).min(1).describe("Addresses the JWKS host resolves to, for the NetworkPolicy."),
        audience: z.string().default("gateway").describe("Audience a token must name."),
      })
      .optional()
      .describe("OAuth resource server of the public listener. Default: no public listener."),
  })
  .prefault({});
