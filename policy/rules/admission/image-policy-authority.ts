import { isAnchored } from "../../lib/anchored.ts";
import { ofKind } from "../../lib/kinds.ts";
import { FROM_STAGING } from "../../lib/levels.ts";
import { read, text, isAbsent, items } from "../../lib/plain.ts";
import type { ResourceRule } from "../../lib/rule.ts";
import { below, each, mustBe, objectOf, absentOr, isFalseOrAbsent, type Subject } from "../../lib/subject.ts";
import { selectsEverything } from "../../lib/webhooks.ts";
import type { Plain, Finding } from "../../lib/verdict.ts";

export const imagePolicyAuthority: ResourceRule = {
  name: "image-policy-authority",
  title: "Signature policies demand a known signer",
  description:
    "A ClusterImagePolicy must enforce, for objects whatever their labels, have authorities, and none may pass without a signature (static: pass), skip the transparency log's proof, or accept keyless signatures of an unnamed issuer or subject: a regular expression must begin with ^ in all of its alternatives and not match what anybody may be called, so that nobody registers a name that fits.",
  severity: "high",
  level: FROM_STAGING,
  controls: ["P-54", "P-65", "P-74", "P-100", "S-93", "CIS-K8S 5.5.1", "PCI-DSS 6.3.2", "SOC2 CC6.8", "ISO27001 A.8.19"],
  remediation: "Name key, or keyless identities with issuer and subject (or subjectRegExp beginning with ^).",
  scope: "resource",
  appliesTo: ofKind("policy.sigstore.dev/ClusterImagePolicy"),
  check: (resource) => {
    const spec = below(objectOf(resource), "spec");
    return [
      ...mustBe(below(spec, "mode"), absentOr("enforce"), "enforce"),
      ...mustBe(below(spec, "authorities"), (list) => items(list).length > 0, "at least one authority"),
      ...each(spec, "authorities").flatMap(judgeAuthority),
      ...each(spec, "match").flatMap((match) =>
        mustBe(below(match, "selector"), selectsEverything, "no selector, or an empty one"),
      ),
    ];
  },
};

function judgeAuthority(authority: Subject): readonly Finding[] {
  const keyless = below(authority, "keyless");
  const identities = isAbsent(keyless.value)
    ? []
    : mustBe(below(keyless, "identities"), (list) => items(list).length > 0, "at least one identity");
  return [
    ...mustBe(below(authority, "static", "action"), (action) => action !== "pass", "a signature"),
    ...mustBe(below(keyless, "insecureIgnoreSCT"), isFalseOrAbsent, "false"),
    ...identities,
    ...each(keyless, "identities").flatMap((identity) =>
      mustBe(identity, isNamed, "issuer and subject, or expressions that begin with ^"),
    ),
  ];
}

function isNamed(identity: Plain): boolean {
  return ["issuer", "subject"].every(
    (part) => (text(read(identity, part)) ?? "") !== "" || isAnchored(text(read(identity, `${part}RegExp`)) ?? ""),
  );
}
