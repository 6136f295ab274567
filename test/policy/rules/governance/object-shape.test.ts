import { UNKNOWN } from "../../../../policy/lib/verdict.ts";
import { objectShape } from "../../../../policy/rules/governance/object-shape.ts";
import { deployment } from "../../fixtures/objects.ts";
import { cases } from "../cases.ts";

// Every shape: test/policy/lib/objectShape.test.ts.
cases(objectShape, deployment, [
  ["a list instead of an object", { spec: [] }, "Deployment shop/web: spec is a list; an object is allowed"],
  [
    "containers that are null",
    { "pod.containers": null },
    "Deployment shop/web: spec.template.spec.containers is null; it is required",
  ],
  ["an unknown container is no wrong shape", { container: UNKNOWN }],
]);
