import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { serviceManualEndpoints } from "../../../../policy/rules/network/service-manual-endpoints.ts";
import { cases } from "../cases.ts";

const slice: PlainRecord = {
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { name: "db", namespace: "shop", annotations: { "palisade.dev/reason": "the database outside" } },
  endpoints: [{ addresses: ["10.1.2.3"] }],
};
const HAND = " is written by hand; allowed: a Service with a selector, or the annotation palisade.dev/reason";

cases(serviceManualEndpoints, slice, [
  ["no reason", { "metadata.annotations": undefined }, `EndpointSlice shop/db${HAND}`],
  ["an empty reason", { 'metadata.annotations["palisade.dev/reason"]': "" }, `EndpointSlice shop/db${HAND}`],
  ["no addresses", { "metadata.annotations": undefined, endpoints: undefined }],
  [
    "Endpoints",
    {
      apiVersion: "v1",
      kind: "Endpoints",
      "metadata.annotations": undefined,
      endpoints: undefined,
      subsets: [{ addresses: [] }],
    },
    `Endpoints shop/db${HAND}`,
  ],
  ["a reason not known yet", { "metadata.annotations": UNKNOWN }, `unknown: EndpointSlice shop/db${HAND}`],
]);
