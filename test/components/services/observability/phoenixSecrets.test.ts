import { describe, expect, it } from "vitest";
import { phoenixSecretProblems } from "../../../../components/services/observability/phoenixSecrets.ts";
import { describeProblem } from "../../../../components/shared/problem.ts";

const good = { secret: `a1${"x".repeat(30)}`, admin_secret: `b2${"y".repeat(30)}`, admin_password: "anything" };
const problems = (change: Partial<typeof good>) => phoenixSecretProblems({ ...good, ...change }).map(describeProblem);

describe("Phoenix's secrets", () => {
  it("are in order", () => {
    expect(problems({})).toEqual([]);
  });

  it.each([
    { change: { secret: `a1${"x".repeat(29)}` }, name: "phoenixSecret", length: 31 },
    { change: { secret: "x".repeat(32) }, name: "phoenixSecret", length: 32 },
    { change: { admin_secret: "1".repeat(32) }, name: "phoenixAdminSecret", length: 32 },
  ])("are refused before Phoenix would crash on them: $name of $length characters", ({ change, name, length }) => {
    expect(problems(change)).toEqual([
      `palisade:${name}: has ${length} characters; at least 32 characters with a digit and a lower-case letter; pulumi config set --secret palisade:${name}`,
    ]);
  });

  it("must differ", () => {
    expect(problems({ admin_secret: good.secret })).toEqual([
      "palisade:phoenixAdminSecret: is the same as palisade:phoenixSecret; two different values: one signs sessions, the other is a password; pulumi config set --secret palisade:phoenixAdminSecret",
    ]);
  });

  it("never show in a message", () => {
    expect(problems({ secret: "short-secret" }).join()).not.toContain("short-secret");
  });

  it("may be the placeholders of a preview", () => {
    const placeholder = (name: string) => `placeholder-for-palisade-${name}-0`;
    expect(problems({ secret: placeholder("phoenixSecret"), admin_secret: placeholder("phoenixAdminSecret") })).toEqual([]);
  });
});
