import { describe, expect, test } from "vitest";
import { approvalKeyProblems, gatewayProblems } from "../../../../components/services/gateway/problems.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";
import { GUARD_MODEL, LOCAL, OAUTH, contextWith, type Change } from "./context.ts";

const problems = (change: Change = {}): readonly string[] => gatewayProblems(contextWith(change)).map(describeProblem);

describe("choices of palisade:gateway", () => {
  test("the good stacks have none", () => {
    expect(problems()).toEqual([]);
    expect(problems(LOCAL)).toEqual([]);
    expect(
      problems({
        gateway: { expose: { kind: "ingressController" }, oauth: OAUTH, guardModel: GUARD_MODEL },
        ingressController: true,
      }),
    ).toEqual([]);
  });

  test("header identity is for local and dev stacks [P-61] [P-62]", () => {
    expect(problems({ profile: "dev", gateway: { spiffeMode: "dev" } })).toEqual([]);
    expect(problems({ profile: "staging", gateway: { spiffeMode: "dev" } })).toEqual([
      "palisade:gateway.spiffeMode: was dev; profile staging accepts no identity by header; set it to prod",
    ]);
  });

  test("model mediation is mandatory in prod [P-64]", () => {
    expect(problems({ profile: "staging", gateway: { enforcementProfile: "dev" } })).toEqual([]);
    expect(problems({ gateway: { enforcementProfile: "dev" } })).toEqual([
      "palisade:gateway.enforcementProfile: was dev; profile prod needs prod_standard or prod_regulated_hipaa, which make model mediation mandatory; set it to prod_standard",
    ]);
  });

  test("both planes have the profile's replicas", () => {
    expect(problems({ gateway: { replicas: 2, controlReplicas: 2 } })).toEqual([]);
    expect(problems({ gateway: { replicas: 1, controlReplicas: 1 } })).toEqual([
      "palisade:gateway.replicas: was 1; profile prod needs at least 2; raise it to 2",
      "palisade:gateway.controlReplicas: was 1; profile prod needs at least 2; raise it to 2",
    ]);
  });

  test("node ports are local [P-57]", () => {
    expect(problems({ profile: "local", gateway: { expose: { kind: "nodePort" } } })).toEqual([]);
    expect(problems({ profile: "dev", gateway: { expose: { kind: "nodePort" } } })).toEqual([
      "palisade:gateway.expose: was nodePort in profile dev; node ports are for local stacks, because they listen on every node without TLS termination or limits; set kind to ingressController or none",
    ]);
  });

  test("an ingress controller must be known, and tokens must be verifiable", () => {
    const expose = { kind: "ingressController" };
    const unknown =
      "palisade:gateway.expose: was ingressController; the cluster must say where its ingress controller runs; set palisade:cluster.ingressController";
    const closed =
      "palisade:gateway.expose: was ingressController; the public listener exists only with spiffeMode prod and palisade:gateway.oauth; set palisade:gateway.oauth and spiffeMode prod";
    expect(problems({ gateway: { expose, oauth: OAUTH } })).toEqual([unknown]);
    expect(problems({ gateway: { expose }, ingressController: true })).toEqual([closed]);
    expect(problems({ profile: "dev", gateway: { expose, oauth: OAUTH, spiffeMode: "dev" }, ingressController: true })).toEqual([
      closed,
    ]);
  });

  test("prompts and tokens leave over https only", () => {
    const gateway = {
      guardModel: { ...GUARD_MODEL, endpoint: "http://guard.corp.internal/v1" },
      oauth: { ...OAUTH, jwksUrl: "http://login.corp.internal/keys" },
    };
    expect(problems({ gateway })).toEqual([
      "palisade:gateway.guardModel.endpoint: was http://guard.corp.internal/v1; must be an https address; use https",
      "palisade:gateway.oauth.jwksUrl: was http://login.corp.internal/keys; must be an https address; use https",
    ]);
  });
});

describe("the approval signing key", () => {
  const rest =
    "at least 32 characters that are not one of PRECINCT's example keys; set a random value with `pulumi config set --secret palisade:approvalSigningKey`";
  const messages = (key: string): readonly string[] => approvalKeyProblems(key).map(describeProblem);

  test("of 32 characters is accepted", () => {
    expect(messages("k".repeat(32))).toEqual([]);
  });

  test("is counted without surrounding white space, and never shown", () => {
    expect(messages(` ${"k".repeat(31)} `)).toEqual([`palisade:approvalSigningKey: has 31 characters; ${rest}`]);
  });

  test("may not be one that PRECINCT publishes", () => {
    expect(messages("POC-approval-signing-key-change-me")).toEqual([
      `palisade:approvalSigningKey: is a published example key; ${rest}`,
    ]);
  });
});
