import type { PlainRecord } from "../../../../policy/lib/plain.ts";
import { containerElsewhere } from "../../../../policy/rules/workload/container-elsewhere.ts";
import { barePod, deployment } from "../../fixtures/objects.ts";
import { cases, NOT_APPLICABLE } from "../cases.ts";

const rollout: PlainRecord = { ...deployment, apiVersion: "argoproj.io/v1alpha1", kind: "Rollout" };
const step = { name: "build", image: "registry.example.com/build:1.2.3", script: "make" };
const says = (path: string): string =>
  `unknown: Rollout shop/web: ${path} is a container that no rule about pods reads; allowed: a pod template`;

cases(containerElsewhere, rollout, [
  ["steps of a task", { "spec.steps": [step] }, says("spec.steps[0]")],
  ["the container of a workflow", { "spec.templates": [{ name: "t", container: step }] }, says("spec.templates[0].container")],
  ["a driver", { "spec.driver": { image: "x", securityContext: { privileged: true } } }, says("spec.driver")],
  ["an image alone", { "spec.image": "registry.example.com/app:1.2.3" }],
  ["a container without an image", { "spec.containers": [{ name: "patch", args: ["--debug"] }] }],
]);

cases(containerElsewhere, barePod, [["a Pod", {}, NOT_APPLICABLE, {}]]);
