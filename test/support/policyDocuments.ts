import type { PreviewRecord } from "../../tools/engine/record.ts";

/** Inputs that are policy documents, by what they are called on AWS, Google Cloud and Azure. */
const DOCUMENTS = /^(policy|assumeRolePolicy|policyData|statements|permissions)$/;

/** Policy documents of a record that a preview cannot show in full, by resource and property. */
export function unknownDocuments({ resources }: PreviewRecord): readonly string[] {
  return resources.flatMap(({ name, inputs }) =>
    Object.entries(inputs)
      .filter(([key, value]) => DOCUMENTS.test(key) && JSON.stringify(value).includes('"$unknown"'))
      .map(([key]) => `${name}: ${key}`),
  );
}
