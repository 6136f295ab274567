import type { Controls } from "../../../config/profiles.ts";
import type { DataClass } from "../../account/tags.ts";
import type { AwsConfig } from "../../config.ts";
import type { EksConfig } from "./config.ts";
import type { EksNames } from "./names.ts";

/** What every part of an EKS cluster is made from. */
export interface EksParts {
  readonly config: EksConfig;
  readonly cloud: AwsConfig;
  readonly controls: Controls;
  readonly names: EksNames;
  /** Namespaces of the platform. */
  readonly namespaces: readonly string[];
  readonly tags: (dataClass: DataClass) => Record<string, string>;
}
