/** What other domains may know of the gateway: names, identities and ports, each written once. */

export const GATEWAY_NAMESPACE = "gateway";

/** A pod of ours that enforces policy: data plane or control plane. */
export interface EnforcementPoint {
  readonly role: "gateway" | "control";
  readonly name: string;
  /** Key of its node in the flow graph. */
  readonly key: string;
  /** Path of its SPIFFE ID. */
  readonly identityPath: string;
}

export const GATEWAY: EnforcementPoint = enforcementPoint("gateway", "precinct-gateway");
export const CONTROL: EnforcementPoint = enforcementPoint("control", "precinct-control");

/** Every pod that may call tools, session state and telemetry. */
export const ENFORCEMENT_POINTS: readonly EnforcementPoint[] = [GATEWAY, CONTROL];

/** HTTPS with mutual TLS by SVID; the only listener other workloads use. */
export const SPIFFE_PORT = 9443;

/** Plain HTTP: the public listener behind an ingress controller, or the only listener of `spiffeMode: dev`. */
export const HTTP_PORT = 9090;

function enforcementPoint(role: EnforcementPoint["role"], name: string): EnforcementPoint {
  return { role, name, key: `${GATEWAY_NAMESPACE}/${name}`, identityPath: `/ns/${GATEWAY_NAMESPACE}/sa/${name}` };
}
