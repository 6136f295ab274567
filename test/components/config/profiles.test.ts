import { describe, expect, it } from "vitest";
import { atLeastAsHard, CONTROL_NAMES, CONTROLS, PROFILES, resolveControls } from "../../../components/config/profiles.ts";
import { describeProblem } from "../../../components/shared/problem.ts";

const today = "2026-11-21";
const waiver = (expires: string) => ({
  owner: "platform",
  reason: "the second zone is not there yet",
  ticket: "PLAT-7",
  expires,
});

describe("profiles", () => {
  it.each(CONTROL_NAMES)("[P-66] %s hardens from local to dev to staging to prod", (name) => {
    const values = PROFILES.map((profile) => CONTROLS[name].values[profile]);
    for (const [index, value] of values.slice(1).entries())
      expect(atLeastAsHard(name, value, values[index] as number)).toBe(true);
  });

  it("[P-66] tells harder from weaker in both directions", () => {
    expect(atLeastAsHard("minReplicas", 3, 2)).toBe(true);
    expect(atLeastAsHard("minReplicas", 1, 2)).toBe(false);
    expect(atLeastAsHard("maxSvidHours", 1, 12)).toBe(true);
    expect(atLeastAsHard("maxSvidHours", 24, 12)).toBe(false);
    expect(atLeastAsHard("spiffeRequired", false, true)).toBe(false);
  });

  it("takes the profile's values when the stack says nothing", () => {
    expect(resolveControls("dev", {}, today)).toEqual({
      controls: {
        profile: "dev",
        minReplicas: 1,
        spiffeRequired: false,
        plainFlowsRefused: false,
        digestsRequired: false,
        networkPolicyEnforced: true,
        kubeletVerified: false,
        protectStateful: false,
        privateApiServer: false,
        redundantEgress: false,
        clusterLogDays: 30,
        modelMediation: false,
        spireProduction: false,
        maxSvidHours: 24,
      },
      problems: [],
    });
  });

  it("lets a stack raise a control", () => {
    const { controls, problems } = resolveControls("dev", { digestsRequired: true, minReplicas: 2 }, today);
    expect([controls.digestsRequired, controls.minReplicas, problems]).toEqual([true, 2, []]);
  });

  it.each([
    [
      "without a waiver",
      1,
      "palisade:controls.minReplicas: was 1; profile prod demands 2 or harder; raise it, or give {value, waiver} with owner, reason, ticket and expiry",
    ],
    [
      "with an expired waiver",
      { value: 1, waiver: waiver("2026-11-20") },
      "palisade:controls.minReplicas: waiver expired on 2026-11-20; a waiver holds until its expiry; remove the waiver or renew it with its owner",
    ],
    [
      "with a waiver that runs too long",
      { value: 1, waiver: waiver("2027-02-20") },
      "palisade:controls.minReplicas: waiver runs 91 days; at most 90 days in prod; choose an earlier expiry",
    ],
  ])("refuses to lower a control %s", (_title, choice, message) => {
    expect(resolveControls("prod", { minReplicas: choice }, today).problems.map(describeProblem)).toEqual([message]);
  });

  it("lowers a control with a valid waiver, on its last day too", () => {
    const result = resolveControls("prod", { minReplicas: { value: 1, waiver: waiver("2026-11-21") } }, today);
    expect([result.controls.minReplicas, result.problems]).toEqual([1, []]);
  });
});
