import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { imageAge } from "../../../../policy/rules/workload/image-age.ts";
import { datedDeployment } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

cases(
  imageAge,
  datedDeployment,
  [
    ["no annotation", { "spec.template.metadata.annotations": undefined }, NOT_APPLICABLE],
    ["thirty days", { 'spec.template.metadata.annotations["palisade.dev/image-built"]': "2026-10-22" }],
    [
      "thirty-one days",
      { 'spec.template.metadata.annotations["palisade.dev/image-built"]': "2026-10-21" },
      'Deployment shop/web sets metadata.annotations["palisade.dev/image-built"] to "2026-10-21"; allowed: a day (YYYY-MM-DD) at most 30 days ago',
    ],
    [
      "no day",
      { 'spec.template.metadata.annotations["palisade.dev/image-built"]': "last week" },
      'Deployment shop/web sets metadata.annotations["palisade.dev/image-built"] to "last week"; allowed: a day (YYYY-MM-DD) at most 30 days ago',
    ],
    [
      "unknown",
      { 'spec.template.metadata.annotations["palisade.dev/image-built"]': UNKNOWN },
      'unknown: Deployment shop/web: spec.template.metadata.annotations["palisade.dev/image-built"] is not known before deployment; allowed: a day (YYYY-MM-DD) at most 30 days ago',
    ],
  ],
  { asOf: "2026-11-21" },
);
