import type { Profile } from "./rule.ts";
import type { Level } from "./verdict.ts";

type Levels = Readonly<Record<Profile, Level>>;

/** Stops a deployment everywhere, a laptop too. */
export const ALWAYS: Levels = { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" };

/** Shown while people develop, stops a deployment from staging on. */
export const FROM_STAGING: Levels = { local: "advisory", dev: "advisory", staging: "mandatory", prod: "mandatory" };

/** What only a platform that serves users must have: shown in staging, stops a deployment in prod. */
export const FROM_PROD: Levels = { local: "disabled", dev: "disabled", staging: "advisory", prod: "mandatory" };

/** Advice that never stops a deployment. */
export const ADVICE: Levels = { local: "advisory", dev: "advisory", staging: "advisory", prod: "advisory" };
