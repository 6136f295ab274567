import { describe, expect, it } from "vitest";
import { containerSecurityContext, DEFAULT_USER, podSecurityContext } from "../../../components/workload/securityContext.ts";
import { WHY } from "./fixture.ts";

describe("security context of a pod", () => {
  it("is level restricted in every field [P-45] [P-48] [G-18]", () => {
    expect(podSecurityContext()).toEqual({
      runAsNonRoot: true,
      runAsUser: 65532,
      runAsGroup: 65532,
      fsGroup: 65532,
      fsGroupChangePolicy: "OnRootMismatch",
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("takes the user an image is made for [G-16]", () => {
    expect(podSecurityContext({ uid: 999, gid: 998 })).toMatchObject({ runAsUser: 999, runAsGroup: 998, fsGroup: 998 });
    const user = { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 };
    expect(podSecurityContext({ uid: 1000, gid: 1000 })).toMatchObject(user);
  });
});

describe("security context of a container", () => {
  const hardened = {
    privileged: false,
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    capabilities: { drop: ["ALL"] },
    seccompProfile: { type: "RuntimeDefault" },
  };

  it("is level restricted in every field, and its root file system read-only [P-45] [P-46] [P-47] [P-48] [G-15] [G-17]", () => {
    expect(containerSecurityContext()).toEqual(hardened);
  });

  it("says every field itself, so that no change of the pod's context weakens it [G-19] [G-20]", () => {
    expect(Object.keys(containerSecurityContext()).sort()).toEqual(Object.keys(hardened).sort());
  });

  it.each([
    { loosened: { runAsUser: 0 as const }, changes: { runAsNonRoot: false, runAsUser: 0, runAsGroup: 0 } },
    { loosened: { writableRootFilesystem: true as const }, changes: { readOnlyRootFilesystem: false } },
    { loosened: { privileged: true as const }, changes: { privileged: true, allowPrivilegeEscalation: true } },
    { loosened: { addCapabilities: ["CHOWN"] }, changes: { capabilities: { drop: ["ALL"], add: ["CHOWN"] } } },
    {
      loosened: { addCapabilities: ["SYS_ADMIN"] },
      changes: { allowPrivilegeEscalation: true, capabilities: { drop: ["ALL"], add: ["SYS_ADMIN"] } },
    },
  ])("changes what $loosened names and nothing else", ({ loosened, changes }) => {
    expect(containerSecurityContext(DEFAULT_USER, { ...WHY, ...loosened })).toEqual({ ...hardened, ...changes });
  });
});
