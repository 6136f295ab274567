import type { Reason } from "../shared/reason.ts";
import { describeEndpoint } from "./describe.ts";
import type { Exactness } from "./exactness.ts";
import type { Endpoint, Flow } from "./graph.ts";

/** Everything a reviewer should read about a flow: what makes its artefact wider, why its addresses are broad, why its ends are not proven. */
export function flowReasons(flow: Flow, exactness: Exactness): readonly string[] {
  return [
    ...(exactness.kind === "wider" ? [`wider by ${exactness.by}: ${exactness.reason}`] : []),
    ...[flow.from, flow.to].flatMap((end) => endpointReason(end)),
    ...authenticationReason(flow),
  ];
}

/** The reason an end carries, if its kind has one. */
export function reasonOf(endpoint: Endpoint): Reason | undefined {
  return "why" in endpoint ? endpoint.why : undefined;
}

function endpointReason(endpoint: Endpoint): readonly string[] {
  const why = reasonOf(endpoint);
  return why === undefined ? [] : [`${describeEndpoint(endpoint)}: ${describeReason(why)}`];
}

function authenticationReason({ to, authentication }: Flow): readonly string[] {
  const { by } = authentication;
  return by === "plain" || by === "tls" ? [`${by} to ${describeEndpoint(to)}: ${describeReason(authentication)}`] : [];
}

function describeReason({ reason, reference }: Reason): string {
  return `${reason} (${reference})`;
}
