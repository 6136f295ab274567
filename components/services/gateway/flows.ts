import type { PlanContext } from "../../platform/context.ts";
import type { Authentication, Endpoint, Flow } from "../../flow/graph.ts";
import { NAMESPACE_NAME_LABEL } from "../../shared/labels.ts";
import { STATE_STORE } from "../data/contract.ts";
import { COLLECTOR } from "../observability/contract.ts";
import { S3_TOOL } from "../tools/contract.ts";
import { CONTROL, ENFORCEMENT_POINTS, GATEWAY, HTTP_PORT, SPIFFE_PORT, type EnforcementPoint } from "./contract.ts";
import { auditFlows } from "./auditShipping.ts";
import { acceptsHeaderIdentity, hasPublicListener } from "./environment.ts";

const SPIFFE: Authentication = { by: "spiffe" };

/** Every edge that starts or ends at the gateway or the control plane. */
export function gatewayFlows(context: PlanContext): readonly Flow[] {
  return [
    ...clientFlows(context),
    ...exposureFlows(context),
    ...ENFORCEMENT_POINTS.flatMap(upstreamFlows),
    ...guardModelFlows(context),
    ...tokenKeyFlows(context),
    ...auditFlows(context),
  ];
}

/** Clients are let in by the exact name of their namespace: a label could be given by anyone who may edit a namespace. */
function clientFlows(context: PlanContext): readonly Flow[] {
  const { clientNamespaces } = context.config.gateway;
  const administrators = adminNamespaces(context).filter((namespace) => !clientNamespaces.includes(namespace));
  return [
    ...clientNamespaces.flatMap((namespace) => [
      callerFlow(context, namespace, GATEWAY, `Agents in ${namespace} call the gateway`),
      callerFlow(context, namespace, CONTROL, `Agents in ${namespace} register their connectors`),
    ]),
    ...administrators.map((namespace) => callerFlow(context, namespace, CONTROL, `Administrators in ${namespace} use /admin`)),
  ];
}

/** Namespaces of the identities that may use /admin, as far as their paths name one. */
function adminNamespaces({ config }: PlanContext): readonly string[] {
  const named = config.gateway.adminSpiffeIds.flatMap((path) => /^\/ns\/([^/]+)\/sa\//.exec(path)?.[1] ?? []);
  return [...new Set(named)];
}

function callerFlow(context: PlanContext, namespace: string, point: EnforcementPoint, purpose: string): Flow {
  return {
    from: {
      kind: "labelledNamespaces",
      namespaceLabels: { [NAMESPACE_NAME_LABEL]: namespace },
      why: {
        reason: `Any pod of ${namespace} may ask; ${point.name} decides by its SPIFFE ID.`,
        reference: "palisade:gateway.clientNamespaces",
      },
    },
    to: workload(point.key),
    ports: [{ port: listenPort(context) }],
    authentication: callerAuthentication(context),
    purpose,
  };
}

function exposureFlows(context: PlanContext): readonly Flow[] {
  const { expose } = context.config.gateway;
  if (expose.kind === "nodePort") {
    return ENFORCEMENT_POINTS.map((point) => ({
      from: { kind: "nodes" as const },
      to: workload(point.key),
      ports: [{ port: listenPort(context) }],
      authentication: callerAuthentication(context),
      purpose: `The developer's machine reaches ${point.name} through a node port`,
    }));
  }
  if (expose.kind === "none" || !hasPublicListener(context)) return [];
  return [
    {
      from: { kind: "ingressController" },
      to: workload(GATEWAY.key),
      ports: [{ port: HTTP_PORT }],
      authentication: {
        by: "plain",
        reason:
          "The public listener speaks HTTP behind the ingress controller, which ends TLS; callers prove themselves by OAuth token.",
        reference: "docs/adr/0008-gateway.md",
      },
      l7: { paths: ["/", "/health", "/.well-known/oauth-protected-resource"] },
      purpose: "The ingress controller forwards public MCP requests",
    },
  ];
}

function upstreamFlows(point: EnforcementPoint): readonly Flow[] {
  return [
    upstreamFlow(point, S3_TOOL, "Forwards authorised tool calls"),
    upstreamFlow(point, STATE_STORE, "Keeps sessions, rate limits and approvals"),
    upstreamFlow(point, COLLECTOR, "Exports traces and metrics"),
  ];
}

function upstreamFlow(point: EnforcementPoint, upstream: { readonly key: string; readonly port: number }, purpose: string): Flow {
  return {
    from: workload(point.key),
    to: workload(upstream.key),
    ports: [{ port: upstream.port }],
    authentication: SPIFFE,
    purpose,
  };
}

function guardModelFlows({ config }: PlanContext): readonly Flow[] {
  const { guardModel } = config.gateway;
  if (guardModel === undefined) return [];
  const why = { reason: guardModel.reason, reference: "palisade:gateway.guardModel" };
  return ENFORCEMENT_POINTS.map((point) =>
    externalFlow(point, guardModel.endpoint, guardModel.cidrs, {
      why,
      purpose: "Asks the guard model whether a request is an injection",
    }),
  );
}

function tokenKeyFlows(context: PlanContext): readonly Flow[] {
  const { oauth } = context.config.gateway;
  if (oauth === undefined || !hasPublicListener(context)) return [];
  const why = {
    reason: "Tokens of the public listener are verified with the issuer's keys.",
    reference: "palisade:gateway.oauth",
  };
  return [externalFlow(GATEWAY, oauth.jwksUrl, oauth.cidrs, { why, purpose: "Fetches the OAuth issuer's signing keys" })];
}

function externalFlow(
  point: EnforcementPoint,
  address: string,
  cidrs: readonly string[],
  { why, purpose }: { readonly why: { readonly reason: string; readonly reference: string }; readonly purpose: string },
): Flow {
  const url = new URL(address);
  return {
    from: workload(point.key),
    to: { kind: "externalHost", host: url.hostname, cidrs, why },
    ports: [{ port: url.port === "" ? 443 : Number(url.port) }],
    authentication: {
      by: "tls",
      reason: "A service outside the trust domain; its certificate is verified.",
      reference: why.reference,
    },
    purpose,
  };
}

/** The port callers use: HTTPS by SVID, or in dev mode the plain one. */
function listenPort(context: PlanContext): number {
  return acceptsHeaderIdentity(context) ? HTTP_PORT : SPIFFE_PORT;
}

function callerAuthentication(context: PlanContext): Authentication {
  if (!acceptsHeaderIdentity(context)) return SPIFFE;
  return {
    by: "plain",
    reason: "spiffeMode dev takes the identity from the X-SPIFFE-ID header, so that a developer needs no SVID.",
    reference: "palisade:gateway.spiffeMode",
  };
}

function workload(key: string): Endpoint {
  return { kind: "workload", key };
}
