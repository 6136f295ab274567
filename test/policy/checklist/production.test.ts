/** The production checklist: for each item what the pack says of a platform stack in prod. */
import { expect, it } from "vitest";
import type { PlainRecord } from "../../../policy/lib/plain.ts";
import type { PolicyResource } from "../../../policy/lib/verdict.ts";
import { change } from "../fixtures/change.ts";
import * as good from "../fixtures/objects.ts";
import { pulumiResource } from "../rules/cases.ts";
import { demands, said } from "./said.ts";

const platform = pulumiResource("palisade:platform:Platform");

it("[P-97] SPIFFE mTLS is on: SPIFFE_MODE=prod", () => {
  const gateway = (mode: string): PlainRecord =>
    change(good.deployment, { "container.env": [{ name: "SPIFFE_MODE", value: mode }] });
  expect(said("spiffe-mode-prod", [platform, gateway("prod")])).toEqual(["pass"]);
  expect(said("spiffe-mode-prod", [platform, gateway("dev")])).toEqual([
    'mandatory: Deployment shop/web: container "app" sets SPIFFE_MODE to "dev"; allowed: "prod"',
  ]);
  expect(said("spiffe-mode-prod", [platform, good.deployment])).toEqual([
    "mandatory: no container sets SPIFFE_MODE; allowed: a gateway with SPIFFE_MODE=prod",
  ]);
});

it("[P-99] evidence is locked for a year: Object Lock in mode COMPLIANCE", () => {
  const lock = (mode: string): PolicyResource =>
    pulumiResource("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", {
      rule: { defaultRetention: { mode, years: 1 } },
    });
  const missing =
    "mandatory: no object store of the platform is locked for 365 days or more so that nobody can lift it; allowed: at least one";
  expect(said("audit-store-locked", [platform, lock("COMPLIANCE")])).toEqual(["pass"]);
  expect(said("audit-store-locked", [platform, lock("GOVERNANCE")])).toEqual([missing]);
  expect(said("audit-store-locked", [platform])).toEqual([missing]);
});

it("[P-52] [P-102] Pod Security is set on every namespace", () => {
  demands(
    "psa-namespace-label",
    good.namespace,
    { 'metadata.labels["pod-security.kubernetes.io/enforce"]': undefined },
    'Namespace shop does not set metadata.labels["pod-security.kubernetes.io/enforce"]; allowed: restricted, or lower with the annotations palisade.dev/pod-security-reason and palisade.dev/pod-security-reference',
  );
});

it("[P-106] every item that a platform skips is refused, by name", () => {
  const bare: PlainRecord = change(good.namespace, { "metadata.labels": undefined });
  const items = [
    "spiffe-mode-prod",
    "spike-keepers",
    "audit-store-locked",
    "image-signature-admission",
    "netpol-default-deny",
    "psa-namespace-label",
    "monitoring-present",
    "kubernetes-validated",
    "runtime-campaign-report",
  ];
  const verdicts = items.map((item) => [item, said(item, [platform, bare])] as const);
  expect(verdicts.filter(([, lines]) => lines.length === 0 || lines.some((line) => !line.startsWith("mandatory: ")))).toEqual([]);
});
