import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireInsecureBootstrap } from "../../../../policy/rules/identity/spire-insecure-bootstrap.ts";
import { spireConfig } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(spireInsecureBootstrap, spireConfig, [
  [
    "in HCL",
    { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\ninsecure_bootstrap = true' },
    'ConfigMap spire-system/spire-agent sets insecure_bootstrap to true in data["agent.conf"]; allowed: not true',
  ],
  [
    "in JSON",
    { 'data["agent.json"]': '{"agent":{"trust_domain":"example.org","insecure_bootstrap": true}}' },
    'ConfigMap spire-system/spire-agent sets insecure_bootstrap to true in data["agent.json"]; allowed: not true',
  ],
  [
    "as text",
    { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\ninsecure_bootstrap = "true"' },
    'ConfigMap spire-system/spire-agent sets insecure_bootstrap to true in data["agent.conf"]; allowed: not true',
  ],
  [
    "in a comment",
    { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\n# insecure_bootstrap = true\n// insecure_bootstrap = true' },
  ],
  ["false", { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\ninsecure_bootstrap = false' }],
  [
    "an unknown file, the other judged",
    { 'data["server.conf"]': UNKNOWN },
    'unknown: ConfigMap spire-system/spire-agent: data["server.conf"] is not known before deployment; allowed: insecure_bootstrap not true',
  ],
  ["another program's file", { data: { "web.yaml": "insecure_bootstrap: true" } }, NOT_APPLICABLE],
]);
