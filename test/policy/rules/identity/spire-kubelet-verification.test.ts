import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { spireKubeletVerification } from "../../../../policy/rules/identity/spire-kubelet-verification.ts";
import { spireConfig } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(spireKubeletVerification, spireConfig, [
  [
    "in HCL",
    { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\nskip_kubelet_verification = true' },
    'ConfigMap spire-system/spire-agent sets skip_kubelet_verification to true in data["agent.conf"]; allowed: not true',
  ],
  [
    "in JSON",
    { 'data["agent.json"]': '{"agent":{"trust_domain":"example.org","skip_kubelet_verification": true}}' },
    'ConfigMap spire-system/spire-agent sets skip_kubelet_verification to true in data["agent.json"]; allowed: not true',
  ],
  [
    "as text",
    { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\nskip_kubelet_verification = "true"' },
    'ConfigMap spire-system/spire-agent sets skip_kubelet_verification to true in data["agent.conf"]; allowed: not true',
  ],
  [
    "in a comment",
    {
      'data["agent.conf"]':
        'agent { trust_domain = "example.org" }\n# skip_kubelet_verification = true\n// skip_kubelet_verification = true',
    },
  ],
  ["false", { 'data["agent.conf"]': 'agent { trust_domain = "example.org" }\nskip_kubelet_verification = false' }],
  [
    "an unknown file, the other judged",
    { 'data["server.conf"]': UNKNOWN },
    'unknown: ConfigMap spire-system/spire-agent: data["server.conf"] is not known before deployment; allowed: skip_kubelet_verification not true',
  ],
  ["another program's file", { data: { "web.yaml": "skip_kubelet_verification: true" } }, NOT_APPLICABLE],
]);
