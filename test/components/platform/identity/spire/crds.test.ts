import { Ajv, type ValidateFunction } from "ajv";
import type { IJSONSchemaProps } from "kubernetes-models/apiextensions.k8s.io/v1";
import { describe, expect, it } from "vitest";
import { compileRegistrations } from "../../../../../components/flow/spiffeRegistration.ts";
import { spireCrds } from "../../../../../components/platform/identity/spire/crds.ts";
import { CLASS_NAME } from "../../../../../components/platform/identity/spire/layout.ts";
import { GRAPH } from "./graph.ts";

/** The schema of a kind as the API server applies it with strict field validation: what it does not name is refused. */
function strict(kind: string): ValidateFunction {
  const crd = spireCrds().find(({ spec }) => spec.names.kind === kind);
  const schema = crd?.spec.versions[0]?.schema?.openAPIV3Schema;
  if (schema === undefined) throw new Error(kind);
  const ajv = new Ajv({ strict: true, strictRequired: true, keywords: ["x-kubernetes-map-type"] });
  return ajv.compile(closed(schema));
}

function closed(schema: IJSONSchemaProps): IJSONSchemaProps {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    name === "metadata" ? property : closed(property),
  ]);
  const isRecord = schema.type === "object" && schema.properties !== undefined;
  return {
    ...schema,
    ...(schema.items === undefined ? {} : { items: closed(schema.items as IJSONSchemaProps) as never }),
    ...(isRecord ? { properties: Object.fromEntries(properties) as never, additionalProperties: false as never } : {}),
  };
}

/** Every schema in a schema, with its path. */
function parts(schema: IJSONSchemaProps, path: string): [string, IJSONSchemaProps][] {
  const below = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => parts(property, `${path}.${name}`));
  const items = schema.items === undefined ? [] : parts(schema.items as IJSONSchemaProps, `${path}[]`);
  return [[path, schema], ...below, ...items];
}

const schemas = spireCrds().map(({ spec }) => [spec.names.kind, spec.versions[0]?.schema?.openAPIV3Schema ?? {}] as const);

describe("the kinds of spire-controller-manager", () => {
  it("are cluster-scoped, served and stored in one version", () => {
    const kinds = spireCrds().map(({ metadata, spec }) => [
      metadata?.name,
      spec.names.kind,
      spec.names.listKind,
      spec.names.singular,
      spec.scope,
    ]);
    expect(kinds).toEqual([
      ["clusterspiffeids.spire.spiffe.io", "ClusterSPIFFEID", "ClusterSPIFFEIDList", "clusterspiffeid", "Cluster"],
      ["clusterstaticentries.spire.spiffe.io", "ClusterStaticEntry", "ClusterStaticEntryList", "clusterstaticentry", "Cluster"],
      [
        "clusterfederatedtrustdomains.spire.spiffe.io",
        "ClusterFederatedTrustDomain",
        "ClusterFederatedTrustDomainList",
        "clusterfederatedtrustdomain",
        "Cluster",
      ],
    ]);
    const versions = spireCrds().flatMap(({ spec }) =>
      spec.versions.map(({ name, served, storage, subresources }) => ({ name, served, storage, subresources })),
    );
    expect(versions).toEqual(Array(3).fill({ name: "v1alpha1", served: true, storage: true, subresources: { status: {} } }));
  });

  it.each(schemas)("have a structural schema: %s", (_, schema) => {
    const untyped = parts(schema, "").filter(([, part]) => typeof part.type !== "string");
    const both = parts(schema, "").filter(([, part]) => part.properties !== undefined && part.additionalProperties !== undefined);
    const required = parts(schema, "").flatMap(([path, part]) =>
      (part.required ?? []).filter((name) => part.properties?.[name] === undefined).map((name) => `${path}.${name}`),
    );
    expect({ untyped, both, required }).toEqual({ untyped: [], both: [], required: [] });
    expect(schema.properties?.["metadata"]).toEqual({ type: "object" });
  });
});

describe("ClusterSPIFFEID", () => {
  const validate = strict("ClusterSPIFFEID");
  const [registration] = compileRegistrations(GRAPH, { className: CLASS_NAME });

  it("takes the registrations we compile, of the class the controller-manager watches", () => {
    expect(validate(registration)).toBe(true);
    expect(registration?.spec.className).toBe("palisade");
  });

  it("takes what the controller-manager reports", () => {
    expect(validate({ ...registration, status: { stats: { podsSelected: 2, entriesToSet: 2 } } })).toBe(true);
  });

  it.each([
    ["an unknown field", { spec: { ...registration?.spec, spiffeId: "spiffe://example.org/x" } }],
    ["no template", { spec: { className: "palisade" } }],
    ["a lifetime in seconds", { spec: { ...registration?.spec, ttl: 3600 } }],
    ["a label that is no text", { spec: { ...registration?.spec, podSelector: { matchLabels: { tier: 1 } } } }],
    [
      "a condition without an operator",
      { spec: { ...registration?.spec, podSelector: { matchExpressions: [{ key: "tier" }] } } },
    ],
    ["a misspelt selector", { spec: { ...registration?.spec, podSelector: { matchLabel: {} } } }],
    ["one DNS name", { spec: { ...registration?.spec, dnsNameTemplates: "db.example.org" } }],
  ])("refuses %s", (_, change) => {
    expect(validate({ ...registration, ...change })).toBe(false);
  });
});

describe("ClusterStaticEntry", () => {
  const validate = strict("ClusterStaticEntry");
  const entry = {
    apiVersion: "spire.spiffe.io/v1alpha1",
    kind: "ClusterStaticEntry",
    metadata: { name: "database" },
    spec: {
      spiffeID: "spiffe://example.org/database",
      parentID: "spiffe://example.org/node",
      selectors: ["unix:uid:1000"],
      storeSVID: true,
    },
  };

  it("takes an entry", () => {
    expect(validate(entry)).toBe(true);
  });

  it.each(["spiffeID", "parentID", "selectors"])("refuses one without %s", (field) => {
    expect(validate({ ...entry, spec: { ...entry.spec, [field]: undefined } })).toBe(false);
  });
});

describe("ClusterFederatedTrustDomain", () => {
  const validate = strict("ClusterFederatedTrustDomain");
  const spec = {
    trustDomain: "partner.example",
    bundleEndpointURL: "https://bundle.partner.example",
    bundleEndpointProfile: { type: "https_spiffe", endpointSPIFFEID: "spiffe://partner.example/spire/server" },
  };
  const domain = {
    apiVersion: "spire.spiffe.io/v1alpha1",
    kind: "ClusterFederatedTrustDomain",
    metadata: { name: "partner" },
    spec,
  };

  it("takes a trust domain", () => {
    expect(validate(domain)).toBe(true);
  });

  it.each([
    ["a name in capitals", { trustDomain: "Partner.example" }],
    ["a profile of its own", { bundleEndpointProfile: { type: "http" } }],
    ["no endpoint", { bundleEndpointURL: undefined }],
  ])("refuses %s", (_, change) => {
    expect(validate({ ...domain, spec: { ...spec, ...change } })).toBe(false);
  });
});
