import { describe, expect, it } from "vitest";
import type { PodSecurityLevel } from "../../../components/shared/podSecurity.ts";
import { describeProblem } from "../../../components/shared/problem.ts";
import { validateWorkload } from "../../../components/workload/validateWorkload.ts";
import type { EnvSpec, WorkloadSpec } from "../../../components/workload/spec.ts";
import { containerWith, goodWorkload, IMAGE, loosenedWith, WHY, workloadWith } from "./fixture.ts";

const problems = (workload: WorkloadSpec, level: PodSecurityLevel | undefined = "restricted", digestsRequired = true) =>
  validateWorkload(workload, { digestsRequired, podSecurityLevel: () => level }).map(describeProblem);

describe("the hardening of a workload", () => {
  it("is in order", () => {
    expect(problems(goodWorkload)).toEqual([]);
  });

  it("takes an image without a digest only where the profile allows [S-92]", () => {
    const workload = containerWith({ image: { ...IMAGE, digest: undefined } });
    expect(problems(workload)).toEqual([
      "workload tools/app container app: the image registry.internal/team/app:1.2.3 has no digest; this profile admits images by digest only; set the digest in palisade:images.overrides, or run palisade images lock",
    ]);
    expect(problems(workload, "restricted", false)).toEqual([]);
  });

  it.each([{ tag: undefined }, { tag: "latest" }])("takes no image without a version, tag $tag", ({ tag }) => {
    const workload = containerWith({ image: { ...IMAGE, tag, digest: undefined } });
    expect(problems(workload, "restricted", false)).toEqual([
      `workload tools/app container app: the image registry.internal/team/app${tag === undefined ? "" : `:${tag}`} names no version; an image has a digest, or a tag other than latest; set the digest in palisade:images.overrides`,
    ]);
  });

  it("takes the tag latest beside a digest, which wins", () => {
    expect(problems(containerWith({ image: { ...IMAGE, tag: "latest" } }))).toEqual([]);
  });
});

describe("literal values of variables", () => {
  it.each<EnvSpec>([
    { name: "DB_PASSWORD", value: "hunter2" },
    { name: "API_KEY", value: "0123" },
    { name: "APPROVAL_SIGNING_KEY", value: "k".repeat(32) },
    { name: "ANYTHING", value: "-----BEGIN EC PRIVATE KEY-----\nAA" },
    { name: "ANYTHING", value: `eyJ${"a".repeat(9)}.eyJ${"b".repeat(9)}.c` },
    { name: "ANYTHING", value: "AKIAIOSFODNN7EXAMPLE" },
    { name: "ANYTHING", value: `ghp_${"a".repeat(36)}` },
  ])("look like a secret: $name", (variable) => {
    const [problem, ...others] = problems(containerWith({ env: [variable] }));
    expect(problem).toBe(
      `workload tools/app container app: the variable ${variable.name} has a literal value that looks like a secret; secrets come from a Secret; use a secret reference`,
    );
    expect(others).toEqual([]);
  });

  it.each<EnvSpec>([
    { name: "DB_PASSWORD", secret: { name: "db", key: "password" } },
    { name: "PHOENIX_ENABLE_STRONG_PASSWORD", value: "true" },
    { name: "TOOL_REGISTRY_PUBLIC_KEY", value: "/config/attestation.pub" },
    { name: "TLS_PRIVATE_KEY", value: "/run/tls/key.pem" },
    { name: "SESSION_TTL", value: "3600" },
    { name: "TOKEN_EXCHANGE_URL", value: "https://sts.internal" },
    { name: "API_TOKEN", value: "" },
  ])("do not look like one: $name", (variable) => {
    expect(problems(containerWith({ env: [variable] }))).toEqual([]);
  });
});

describe("loosenings", () => {
  const hostPath = { kind: "hostPath" as const, name: "tmp", path: "/var/log", type: "Directory" as const, ...WHY };
  const config = { kind: "config" as const, name: "config", configMap: "app" };
  const cases: readonly { what: string; workload: WorkloadSpec; needs: PodSecurityLevel }[] = [
    { what: "the host's process namespace", workload: workloadWith({ host: { ...WHY, pid: true } }), needs: "privileged" },
    { what: "the host's network", workload: workloadWith({ host: { ...WHY, network: true } }), needs: "privileged" },
    { what: "the host path /var/log", workload: workloadWith({ volumes: [hostPath, config] }), needs: "privileged" },
    { what: "the privileged container app", workload: loosenedWith({ privileged: true }), needs: "privileged" },
    { what: "the container app as root", workload: loosenedWith({ runAsUser: 0 }), needs: "baseline" },
    { what: "the capability CHOWN of container app", workload: loosenedWith({ addCapabilities: ["CHOWN"] }), needs: "baseline" },
    {
      what: "the capability NET_ADMIN of container app",
      workload: loosenedWith({ addCapabilities: ["NET_ADMIN"] }),
      needs: "privileged",
    },
    {
      what: "the writable root file system of container app",
      workload: loosenedWith({ writableRootFilesystem: true }),
      needs: "baseline",
    },
  ];

  it.each(cases)("are refused in a restricted namespace: $what [P-52] [G-26]", ({ what, workload, needs }) => {
    expect(problems(workload)).toEqual([
      `workload tools/app: ${what} in a namespace of Pod Security level restricted; a namespace of level ${needs}, which only platform components have; drop the loosening, or move the workload to a namespace with a named exemption`,
    ]);
  });

  it.each(cases)("are admitted by a namespace of their level: $what", ({ workload, needs }) => {
    expect(problems(workload, needs)).toEqual([]);
    expect(problems(workload, "privileged")).toEqual([]);
    expect(problems(workload, "baseline")).toHaveLength(needs === "privileged" ? 1 : 0);
  });

  it("are refused in a namespace the plan does not know", () => {
    const unknown = validateWorkload(loosenedWith({ runAsUser: 0 }), {
      digestsRequired: true,
      podSecurityLevel: () => undefined,
    });
    expect(unknown).toHaveLength(1);
  });
});
