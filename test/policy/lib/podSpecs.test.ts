import { describe, expect, it } from "vitest";
import { podSpecsOf } from "../../../policy/lib/podSpecs.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { kubernetesObject } from "./objects.ts";

const template = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "app" }] } };

describe("every kind with a pod spec", () => {
  it.each<[string, string, Record<string, Plain>, string]>([
    ["v1", "Pod", template, "spec"],
    ["v1", "PodTemplate", { template }, "template.spec"],
    ["v1", "ReplicationController", { spec: { template } }, "spec.template.spec"],
    ["apps/v1", "Deployment", { spec: { template } }, "spec.template.spec"],
    ["apps/v1beta1", "Deployment", { spec: { template } }, "spec.template.spec"],
    ["extensions/v1beta1", "Deployment", { spec: { template } }, "spec.template.spec"],
    ["apps/v1", "StatefulSet", { spec: { template } }, "spec.template.spec"],
    ["apps/v1", "DaemonSet", { spec: { template } }, "spec.template.spec"],
    ["apps/v1", "ReplicaSet", { spec: { template } }, "spec.template.spec"],
    ["batch/v1", "Job", { spec: { template } }, "spec.template.spec"],
    ["batch/v1", "CronJob", { spec: { jobTemplate: { spec: { template } } } }, "spec.jobTemplate.spec.template.spec"],
  ])("%s %s", (apiVersion, kind, body, path) => {
    expect(podSpecsOf(kubernetesObject({ apiVersion, kind, ...body }))).toEqual([
      {
        spec: template.spec,
        path,
        metadata: template.metadata,
        containers: [{ container: { name: "app" }, kind: "container", name: "app", path: `${path}.containers[0]` }],
      },
    ]);
  });

  it.each([
    ["v1", "Service"],
    ["apiextensions.k8s.io/v1", "CustomResourceDefinition"],
  ])("not %s %s", (apiVersion, kind) => {
    expect(podSpecsOf(kubernetesObject({ apiVersion, kind, spec: { template } }))).toEqual([]);
  });
});

describe("pod templates that custom resources embed", () => {
  it.each<[string, string, Record<string, Plain>, readonly string[]]>([
    ["serving.knative.dev/v1", "Service", { spec: { template } }, ["spec.template.spec"]],
    ["argoproj.io/v1alpha1", "Rollout", { spec: { template } }, ["spec.template.spec"]],
    [
      "jobset.x-k8s.io/v1alpha2",
      "JobSet",
      { spec: { replicatedJobs: [{ template: { spec: { template } } }, { template: { spec: { template } } }] } },
      ["spec.replicatedJobs[0].template.spec.template.spec", "spec.replicatedJobs[1].template.spec.template.spec"],
    ],
    [
      "example.com/v1",
      "Cluster",
      { spec: { podTemplate: template, other: { template: { spec: {} } } } },
      ["spec.podTemplate.spec"],
    ],
    ["sparkoperator.k8s.io/v1beta2", "SparkApplication", { spec: { driver: { template } } }, ["spec.driver.template.spec"]],
    [
      "example.com/v1",
      "Batch",
      { spec: { templates: [template, template] } },
      ["spec.templates[0].spec", "spec.templates[1].spec"],
    ],
    ["example.com/v1", "Worker", { spec: { podSpec: { containers: [{ name: "a" }] } } }, ["spec.podSpec"]],
    ["apiextensions.k8s.io/v1", "CustomResourceDefinition", { spec: { template } }, []],
    ["monitoring.coreos.com/v1", "Prometheus", { spec: { containers: [{ name: "patch" }] } }, []],
    ["example.com/v1", "Unknown", { spec: UNKNOWN }, []],
  ])("%s %s", (apiVersion, kind, body, paths) => {
    expect(podSpecsOf(kubernetesObject({ apiVersion, kind, ...body })).map(({ path }) => path)).toEqual(paths);
  });
});

const pod = (spec: Plain) => podSpecsOf(kubernetesObject({ apiVersion: "v1", kind: "Pod", spec }));

it("finds init and ephemeral containers too", () => {
  const views = pod({ containers: [{ name: "a" }], initContainers: [{ name: "b" }], ephemeralContainers: [{ name: "c" }] });
  expect(views[0]?.containers.map(({ name, kind, path }) => [name, kind, path])).toEqual([
    ["a", "container", "spec.containers[0]"],
    ["b", "init", "spec.initContainers[0]"],
    ["c", "ephemeral", "spec.ephemeralContainers[0]"],
  ]);
});

it("keeps an unknown container and the one after it", () => {
  expect(
    pod({ containers: [UNKNOWN, { name: "b" }, { name: UNKNOWN }] })[0]?.containers.map(({ container, name }) => [
      container,
      name,
    ]),
  ).toEqual([
    [UNKNOWN, "spec.containers[0]"],
    [{ name: "b" }, "b"],
    [{ name: UNKNOWN }, "spec.containers[2]"],
  ]);
});

it("passes an unknown list, spec or template on as unknown", () => {
  const one = (path: string, kind: string) => ({ container: UNKNOWN, kind, name: path, path });
  expect(pod({ containers: [], initContainers: UNKNOWN })[0]?.containers).toEqual([one("spec.initContainers", "init")]);
  expect(pod(UNKNOWN)).toEqual([
    { spec: UNKNOWN, path: "spec", metadata: undefined, containers: [one("spec.containers", "container")] },
  ]);
  const deployment = podSpecsOf(kubernetesObject({ apiVersion: "apps/v1", kind: "Deployment", spec: UNKNOWN }));
  expect(deployment).toEqual([
    {
      spec: UNKNOWN,
      path: "spec.template.spec",
      metadata: UNKNOWN,
      containers: [one("spec.template.spec.containers", "container")],
    },
  ]);
});

it.each<[string, Plain]>([
  ["containers: null", { containers: null }],
  ["containers as text", { containers: "app" }],
  ["no containers", {}],
])("has no containers for %s", (_name, spec) => {
  expect(pod(spec)[0]?.containers).toEqual([]);
});

it("has no pod spec where the spec is absent or a list", () => {
  expect(pod(null)).toEqual([]);
  expect(podSpecsOf(kubernetesObject({ apiVersion: "apps/v1", kind: "Deployment", spec: [] }))).toEqual([]);
});
