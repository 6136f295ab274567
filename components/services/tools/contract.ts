/** What other domains may know of the tools: where they answer and as whom. */

export const TOOLS_NAMESPACE = "tools";

export const S3_TOOL = {
  name: "s3-mcp-server",
  key: `${TOOLS_NAMESPACE}/s3-mcp-server`,
  serviceAccount: "s3-mcp-tool",
  identityPath: `/ns/${TOOLS_NAMESPACE}/sa/s3-mcp-tool`,
  host: `s3-mcp-server.${TOOLS_NAMESPACE}.svc.cluster.local`,
  /** SPIFFE mTLS; the only port anything may reach. */
  port: 8443,
} as const;
