import { expect, it } from "vitest";
import { buildReport } from "../../../policy/lib/report.ts";
import { renderSarif } from "../../../policy/lib/sarif.ts";
import { renderTable } from "../../../policy/lib/table.ts";
import { redactor } from "../../../tools/engine/redact.ts";
import { redactReport } from "../../../tools/preview/redactReport.ts";
import { exampleResult } from "../../policy/lib/results.ts";

const SECRET = "swordfish-7f3a";
const redact = redactor([SECRET]);

const leaking = exampleResult({
  resource: {
    id: `urn:pulumi:dev::shop::kubernetes:apps/v1:Deployment::web-${SECRET}`,
    type: "kubernetes:apps/v1:Deployment",
    apiVersion: "apps/v1",
    kind: "Deployment",
    namespace: `team-${SECRET}`,
    name: `web-${SECRET}`,
  },
  message: `Deployment web-${SECRET} has no probe`,
  container: SECRET,
  path: `spec.${SECRET}`,
  file: `${SECRET}.yaml`,
});
const report = redactReport(buildReport([{ rule: "probes", results: [leaking] }], "dev"), redact);

it("takes a configured secret out of names, ids, paths and messages of findings", () => {
  expect(report.results).toEqual([
    {
      ...leaking,
      resource: {
        ...leaking.resource,
        id: "urn:pulumi:dev::shop::kubernetes:apps/v1:Deployment::web-[secret]",
        namespace: "team-[secret]",
        name: "web-[secret]",
      },
      message: "Deployment web-[secret] has no probe",
      container: "[secret]",
      path: "spec.[secret]",
      file: "[secret].yaml",
    },
  ]);
});

it("so that none is in what leaves as JSON, SARIF or a table", () => {
  const leaving = [
    JSON.stringify(report),
    JSON.stringify(renderSarif(report, [], "1.0.0")),
    renderTable(report, [], { color: false, allCounts: true }),
  ];
  expect(leaving.filter((text) => text.includes(SECRET))).toEqual([]);
});

it("leaves the words of the pack as they are, and adds no fields", () => {
  const plain = exampleResult({ rule: "secret-env", message: "mandatory" });
  const clean = redactReport(
    buildReport([{ rule: "secret-env", results: [plain] }], "dev"),
    redactor(["secret-env", "mandatory"]),
  );
  expect(clean.results).toEqual([{ ...plain, message: "[secret]" }]);
});
