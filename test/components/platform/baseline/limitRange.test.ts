import { describe, expect, it } from "vitest";
import { renderLimitRange } from "../../../../components/platform/baseline/limitRange.ts";

describe("a LimitRange", () => {
  it("gives a container that names nothing both requests and limits, so that the quota admits it", () => {
    const [limits] = renderLimitRange("tools").spec?.limits ?? [];
    expect(limits).toEqual({
      type: "Container",
      defaultRequest: { cpu: "50m", memory: "64Mi", "ephemeral-storage": "64Mi" },
      default: { cpu: "250m", memory: "256Mi", "ephemeral-storage": "128Mi" },
    });
  });
});
