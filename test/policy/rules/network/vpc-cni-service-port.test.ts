import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { vpcCniServicePort } from "../../../../policy/rules/network/vpc-cni-service-port.ts";
import { change, type Changes } from "../../fixtures/change.ts";
import { deployment, service, webhooks } from "../../fixtures/objects.ts";
import { NOT_APPLICABLE, worldCases, type WorldCase } from "../cases.ts";
import { guarded } from "./vpcCniFixture.ts";

const port = (changes: Changes): ReturnType<typeof guarded> => guarded(deployment, change(service, changes));
const OTHER = "Service shop/web: spec.ports[0] leads from 80 to 8080; allowed under the VPC CNI: the port of the Service";
const UNCLEAR =
  "unknown: Service shop/web: what spec.ports[0] leads to is not known; allowed under the VPC CNI: the port of the Service";
const https = { "spec.ports": [{ port: 443, targetPort: 8443 }] };
const reference = { namespace: "shop", name: "web" };
const called = (changes: Changes): WorldCase[1] => [...port(https), change(webhooks, changes)];

worldCases(vpcCniServicePort, [
  ["the port by name", port({ "spec.ports[0].port": 8080 })],
  ["another port by name", port({}), OTHER],
  ["the port by number", port({ "spec.ports": [{ port: 8080, targetPort: 8080 }] })],
  ["another port by number", port({ "spec.ports": [{ port: 80, targetPort: 8080 }] }), OTHER],
  ["no target, which is the same port", port({ "spec.ports": [{ port: 8080 }] })],
  [
    "the second port",
    port({ "spec.ports": [{ port: 8080 }, { port: 443, targetPort: 8443 }] }),
    "Service shop/web: spec.ports[1] leads from 443 to 8443; allowed under the VPC CNI: the port of the Service",
  ],
  ["a name that no pod has", port({ "spec.ports[0].targetPort": "https" }), UNCLEAR],
  ["a name of pods that are not rendered", guarded(service), UNCLEAR],
  ["an unknown port", port({ "spec.ports[0].port": UNKNOWN }), UNCLEAR],
  ["headless", port({ "spec.clusterIP": "None" })],
  ["without pods of its own", port({ "spec.selector": undefined })],
  ["a webhook", called({ "webhooks[0].clientConfig": { service: reference } })],
  [
    "a webhook on another port",
    called({ "webhooks[0].clientConfig": { service: { ...reference, port: 9443 } } }),
    "Service shop/web: spec.ports[0] leads from 443 to 8443; allowed under the VPC CNI: the port of the Service",
  ],
  ["another engine", [deployment, service], NOT_APPLICABLE],
  ["no Services", guarded(deployment), NOT_APPLICABLE],
]);
