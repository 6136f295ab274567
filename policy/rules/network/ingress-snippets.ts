import { describeResource, fail } from "../../lib/finding.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { entries, isUnknown } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, notKnown, objectOf } from "../../lib/subject.ts";

/** nginx takes them into its configuration as they are; others have settings of the same kind. */
const SNIPPET = /snippets?$|\/lua-/;

export const ingressSnippets: ResourceRule = {
  name: "ingress-snippets",
  title: "Ingresses bring no configuration code",
  description:
    "An Ingress must not have annotations whose text becomes configuration of the proxy (configuration-snippet, server-snippet, auth-snippet, lua): whoever may edit the Ingress then reads the controller's token and every Secret it serves (CVE-2021-25742). A controller that ignores them is safe; nobody sees that from here.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-55", "NSA-CISA pod security", "PCI-DSS 6.2.4", "SOC2 CC6.8", "ISO27001 A.8.9"],
  remediation: "Use the controller's named settings, and switch snippets off (allow-snippet-annotations: false).",
  scope: "resource",
  appliesTo: ofKind("networking.k8s.io/Ingress", "extensions/Ingress"),
  check: (resource) => {
    const annotations = below(objectOf(resource), "metadata", "annotations");
    if (isUnknown(annotations.value)) return [notKnown(annotations, "no snippets")];
    return entries(annotations.value)
      .filter(([key]) => SNIPPET.test(key))
      .map(([key]) =>
        fail(`${describeResource(resource)} has the annotation ${key}; allowed: no snippets`, {
          path: below(annotations, key).path,
        }),
      );
  },
};
