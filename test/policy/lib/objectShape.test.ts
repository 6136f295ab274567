import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findShapeFaults } from "../../../policy/lib/objectShape.ts";
import { objectShape } from "../../../policy/rules/governance/object-shape.ts";
import { UNKNOWN, type Plain } from "../../../policy/lib/verdict.ts";
import { kubernetesObject } from "./objects.ts";

const good = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop", labels: { app: "web" } },
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: "app",
            image: "registry.example.com/app:1",
            env: [{ name: "A", value: "1" }],
            resources: { limits: { cpu: 1 } },
          },
        ],
        initContainers: null,
        volumes: [{ name: "tmp", emptyDir: {} }],
      },
    },
  },
};

function messagesOf(object: Record<string, Plain>, file?: string): readonly string[] {
  const context = { profile: "prod", params: {} } as const;
  return objectShape.check(kubernetesObject(object, { file }), context).map(({ verdict, message }) => `${verdict} ${message}`);
}

const withPod = (changes: Record<string, Plain>) => ({
  ...good,
  spec: { template: { spec: { ...good.spec.template.spec, ...changes } } },
});
const withContainer = (changes: Record<string, Plain>) =>
  withPod({ containers: [{ ...good.spec.template.spec.containers[0], ...changes }] });

it("accepts a good object, from a program and from a file", () => {
  expect([messagesOf(good), messagesOf(good, "web.yaml")]).toEqual([[], []]);
});

const pods = "Deployment shop/web: spec.template.spec";

describe("one wrong shape each", () => {
  it.each<[string, Record<string, Plain>, string]>([
    ["spec is a list", { ...good, spec: [] }, "Deployment shop/web: spec is a list; an object is allowed"],
    ["no spec", { ...good, spec: undefined }, "Deployment shop/web: spec is missing; it is required"],
    ["no template", { ...good, spec: {} }, "Deployment shop/web: spec.template is missing; it is required"],
    [
      "template is text",
      { ...good, spec: { template: "x" } },
      "Deployment shop/web: spec.template is a string; an object is allowed",
    ],
    ["containers: null", withPod({ containers: null }), `${pods}.containers is null; it is required`],
    ["no containers", withPod({ containers: [] }), `${pods}.containers is an empty list; at least one element is required`],
    ["containers is an object", withPod({ containers: {} }), `${pods}.containers is an object; a list is allowed`],
    ["a container is text", withPod({ containers: ["app"] }), `${pods}.containers[0] is a string; an object is allowed`],
    ["a container is null", withPod({ containers: [null] }), `${pods}.containers[0] is null; an object is allowed`],
    ["a nameless container", withContainer({ name: undefined }), `${pods}.containers[0].name is missing; it is required`],
    [
      "an image is a number",
      withContainer({ image: 3 }),
      `${pods}.containers[0].image is a number; text is allowed, in quotes where it looks like a number`,
    ],
    [
      "an env value is a boolean",
      withContainer({ env: [{ name: "A", value: true }] }),
      `${pods}.containers[0].env[0].value is a boolean; text is allowed, in quotes where it looks like a number`,
    ],
    [
      "drop is text",
      withContainer({ securityContext: { capabilities: { drop: "ALL" } } }),
      `${pods}.containers[0].securityContext.capabilities.drop is a string; a list is allowed`,
    ],
    [
      "securityContext is a list",
      withContainer({ securityContext: [] }),
      `${pods}.containers[0].securityContext is a list; an object is allowed`,
    ],
    ["initContainers is an object", withPod({ initContainers: {} }), `${pods}.initContainers is an object; a list is allowed`],
    ["metadata is a list", { ...good, metadata: [] }, "Deployment unnamed: metadata is a list; an object is allowed"],
    [
      "a label is a number",
      { ...good, metadata: { ...good.metadata, labels: { version: 1 } } },
      "Deployment shop/web: metadata.labels.version is a number; text is allowed, in quotes where it looks like a number",
    ],
    [
      "labels is a list",
      { ...good, metadata: { ...good.metadata, labels: [] } },
      "Deployment shop/web: metadata.labels is a list; an object is allowed",
    ],
    [
      "Role rules",
      { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", rules: {} },
      "Role unnamed: rules is an object; a list is allowed",
    ],
    ["List items", { apiVersion: "v1", kind: "List", items: ["x"] }, "List unnamed: items[0] is a string; an object is allowed"],
    ["List items text", { apiVersion: "v1", kind: "List", items: "x" }, "List unnamed: items is a string; a list is allowed"],
  ])("%s", (_name, object, message) => {
    expect(messagesOf(object)).toEqual([`fail ${message}`]);
  });
});

it("wants a name in a file, but not in a program, which names objects itself", () => {
  const nameless = { ...good, metadata: undefined };
  expect(messagesOf(nameless)).toEqual([]);
  expect(messagesOf(nameless, "web.yaml")).toEqual([
    "fail Deployment unnamed: metadata.name is missing; a name or a generateName is required",
  ]);
  expect(messagesOf({ ...good, metadata: { generateName: "web-" } }, "web.yaml")).toEqual([]);
  expect(messagesOf({ apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization" }, "kustomization.yaml")).toEqual([]);
});

it("leaves unknown values to the rules that need them, but reports unknown objects", () => {
  expect(messagesOf({ ...good, spec: UNKNOWN })).toEqual([]);
  expect(messagesOf(withPod({ containers: [UNKNOWN] }))).toEqual([]);
  expect(messagesOf({ apiVersion: "v1", kind: "List", items: [UNKNOWN] })).toEqual([
    "unknown List unnamed: items[0] is not known before deployment, so no rule can judge the object in it",
  ]);
});

it("asks nothing of what a patch leaves out", () => {
  const patch = kubernetesObject({ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } });
  expect(findShapeFaults({ ...patch, kubernetes: { apiVersion: "apps/v1", kind: "Deployment", partial: true } })).toEqual([]);
});

it("never throws, whatever an object looks like", () => {
  const kind = fc.constantFrom("Deployment", "CronJob", "Pod", "Role", "ConfigMap", "List", "NetworkPolicy", "Service");
  fc.assert(
    fc.property(
      kind,
      fc.dictionary(fc.constantFrom("metadata", "spec", "items", "data", "rules"), fc.jsonValue()),
      (name, body) => {
        findShapeFaults(kubernetesObject({ apiVersion: "v1", kind: name, ...(body as Record<string, Plain>) }));
      },
    ),
  );
});
