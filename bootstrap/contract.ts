import type { Output } from "@pulumi/pulumi";

/** What `make up` needs to know afterwards. */
export interface Bootstrap {
  /** `PULUMI_BACKEND_URL`. */
  readonly backend: string;
  /** `pulumi stack init --secrets-provider`. */
  readonly secretsProvider: string;
  readonly deployRole: string | Output<string>;
  readonly previewRole: string | Output<string>;
  /** Where SPIRE's signing keys may live; AWS needs no place for them. */
  readonly spireKeys?: string;
}
