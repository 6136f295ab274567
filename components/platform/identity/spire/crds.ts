import type { ICustomResourceDefinition, IJSONSchemaProps } from "kubernetes-models/apiextensions.k8s.io/v1";

const GROUP = "spire.spiffe.io";

interface Kind {
  readonly kind: string;
  readonly plural: string;
  readonly description: string;
  readonly spec: IJSONSchemaProps;
  readonly status: IJSONSchemaProps;
  readonly columns: readonly { readonly name: string; readonly jsonPath: string }[];
}

/**
 * CustomResourceDefinitions of spire-controller-manager 0.7, with the fields its reference documents.
 * Source: https://github.com/spiffe/spire-controller-manager/tree/main/docs
 */
export function spireCrds(): readonly ICustomResourceDefinition[] {
  return [CLUSTER_SPIFFE_ID, CLUSTER_STATIC_ENTRY, CLUSTER_FEDERATED_TRUST_DOMAIN].map(definition);
}

function definition({ kind, plural, description, spec, status, columns }: Kind): ICustomResourceDefinition {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: `${plural}.${GROUP}` },
    spec: {
      group: GROUP,
      scope: "Cluster",
      names: { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: "v1alpha1",
          served: true,
          storage: true,
          subresources: { status: {} },
          additionalPrinterColumns: columns.map((column) => ({ ...column, type: "string" })),
          schema: {
            openAPIV3Schema: object(description, {
              apiVersion: text(),
              kind: text(),
              metadata: { type: "object" },
              spec,
              status,
            }),
          },
        },
      ],
    },
  };
}

const CLASS_NAME = text("Controller class that acts on the object; classless objects are ignored by ours.");
const TRUST_DOMAINS = texts("Trust domains whose bundles the workload gets too.");

const CLUSTER_SPIFFE_ID: Kind = {
  kind: "ClusterSPIFFEID",
  plural: "clusterspiffeids",
  description: "Registers the pods it selects, each on its own node.",
  columns: [{ name: "SPIFFE ID", jsonPath: ".spec.spiffeIDTemplate" }],
  spec: object(
    "What to register.",
    {
      spiffeIDTemplate: text(
        "Go template of the SPIFFE ID; knows TrustDomain, ClusterName, ClusterDomain, PodMeta, PodSpec, NodeMeta, NodeSpec.",
      ),
      className: CLASS_NAME,
      podSelector: labelSelector("Pods to register; all when absent."),
      namespaceSelector: labelSelector("Namespaces of these pods; all when absent."),
      dnsNameTemplates: texts("Go templates of the DNS names in the SVID."),
      workloadSelectorTemplates: texts("Go templates of further selectors, as type:value."),
      ttl: text("Longest life of an X.509-SVID, as a Go duration."),
      jwtTtl: text("Longest life of a JWT-SVID, as a Go duration."),
      federatesWith: TRUST_DOMAINS,
      admin: flag("The SVID may call SPIRE's administrative API."),
      downstream: flag("The workload is a downstream SPIRE server."),
      autoPopulateDNSNames: flag("Add the names of the Services that select the pod."),
      fallback: flag("Only for pods that no other ClusterSPIFFEID selects."),
      hint: text("Tells the workload what the SVID is for."),
    },
    ["spiffeIDTemplate"],
  ),
  status: object("What the last reconciliation did.", {
    stats: object("Counts of the last reconciliation.", {
      namespacesSelected: count(),
      namespacesIgnored: count(),
      podsSelected: count(),
      podEntryRenderFailures: count(),
      entriesMasked: count(),
      entriesToSet: count(),
      entryFailures: count(),
    }),
  }),
};

const CLUSTER_STATIC_ENTRY: Kind = {
  kind: "ClusterStaticEntry",
  plural: "clusterstaticentries",
  description: "Registers one workload or node alias as written.",
  columns: [
    { name: "SPIFFE ID", jsonPath: ".spec.spiffeID" },
    { name: "Parent ID", jsonPath: ".spec.parentID" },
  ],
  spec: object(
    "The registration.",
    {
      spiffeID: text("SPIFFE ID of the workload or node alias."),
      parentID: text("SPIFFE ID of the node that may fetch the SVID, or of the server for a node alias."),
      selectors: texts("Workload or node selectors, as type:value."),
      className: CLASS_NAME,
      dnsNames: texts("DNS names in the SVID."),
      x509SVIDTTL: text("Longest life of an X.509-SVID, as a Go duration."),
      jwtSVIDTTL: text("Longest life of a JWT-SVID, as a Go duration."),
      federatesWith: TRUST_DOMAINS,
      hint: text("Tells the workload what the SVID is for."),
      admin: flag("The SVID may call SPIRE's administrative API."),
      downstream: flag("The workload is a downstream SPIRE server."),
      storeSVID: flag("The SVID is stored by an SVIDStore plug-in."),
    },
    ["spiffeID", "parentID", "selectors"],
  ),
  status: object(
    "What became of the registration.",
    { rendered: flag("It could be rendered."), masked: flag("Another entry covers it."), set: flag("The server has it.") },
    ["rendered", "masked", "set"],
  ),
};

const CLUSTER_FEDERATED_TRUST_DOMAIN: Kind = {
  kind: "ClusterFederatedTrustDomain",
  plural: "clusterfederatedtrustdomains",
  description: "Keeps the bundle of a foreign trust domain current.",
  columns: [
    { name: "Trust Domain", jsonPath: ".spec.trustDomain" },
    { name: "Endpoint URL", jsonPath: ".spec.bundleEndpointURL" },
  ],
  spec: object(
    "Where the bundle comes from.",
    {
      trustDomain: { ...text("Name of the foreign trust domain."), pattern: "^[a-z0-9._-]{1,255}$" },
      bundleEndpointURL: text("https URL of its bundle endpoint, without user and password."),
      bundleEndpointProfile: object(
        "How the endpoint proves itself.",
        {
          type: { ...text("By its SVID, or by a certificate of the web PKI."), enum: ["https_spiffe", "https_web"] },
          endpointSPIFFEID: text("SPIFFE ID of the endpoint; needed for https_spiffe."),
        },
        ["type"],
      ),
      trustDomainBundle: text("The bundle to start with."),
      className: CLASS_NAME,
    },
    ["trustDomain", "bundleEndpointURL", "bundleEndpointProfile"],
  ),
  status: object("Nothing is reported.", {}),
};

function labelSelector(description: string): IJSONSchemaProps {
  const requirement = object("One condition.", { key: text(), operator: text(), values: texts() }, ["key", "operator"]);
  const properties = {
    matchLabels: { type: "object", additionalProperties: { type: "string" } },
    matchExpressions: { type: "array", items: requirement },
  };
  return { ...object(description, properties), "x-kubernetes-map-type": "atomic" };
}

function object(description: string, properties: Record<string, IJSONSchemaProps>, required: string[] = []): IJSONSchemaProps {
  return { description, type: "object", properties, ...(required.length === 0 ? {} : { required }) };
}

function text(description?: string): IJSONSchemaProps {
  return { type: "string", ...(description === undefined ? {} : { description }) };
}

function texts(description?: string): IJSONSchemaProps {
  return { type: "array", items: { type: "string" }, ...(description === undefined ? {} : { description }) };
}

function flag(description: string): IJSONSchemaProps {
  return { type: "boolean", description };
}

function count(): IJSONSchemaProps {
  return { type: "integer" };
}
