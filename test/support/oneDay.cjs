// The day the tests live on, whenever they run: waivers, supported versions and certificates of the fixtures are valid on it.
// Plain CommonJS, because child processes load it by NODE_OPTIONS. Time passes as ever; only where it starts is fixed.
const DAY = "2026-11-21";

const { Date: Real } = globalThis;
if (!("isOneDay" in Real)) {
  const behind = Real.now() - Real.parse(`${DAY}T12:00:00Z`);
  globalThis.Date = class Date extends Real {
    static isOneDay = true;

    constructor(...given) {
      if (given.length === 0) super(Real.now() - behind);
      else super(...given);
    }

    static now() {
      return Real.now() - behind;
    }
  };
}
