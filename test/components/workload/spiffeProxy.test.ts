import { describe, expect, it } from "vitest";
import {
  spiffeEgressProxy,
  spiffeProxy,
  type ProxySidecar,
  type SpiffeEgressProxyArgs,
  type SpiffeProxyArgs,
} from "../../../components/workload/spiffeProxy.ts";
import { structureProblems } from "../../../components/workload/validateStructure.ts";
import { goodWorkload, IDENTITY, IMAGE } from "./fixture.ts";

const CALLERS = ["spiffe://td.internal/ns/gateway/sa/control", "spiffe://td.internal/ns/gateway/sa/gateway"];
const SELF = "spiffe://td.internal/ns/tools/sa/app";
const COMMON = { image: IMAGE, workload: "app", trustDomain: "td.internal", spiffeId: SELF };

type Change = Partial<Pick<SpiffeProxyArgs, "protocol" | "healthPort" | "allowedSpiffeIds">>;

const ingress = (change: Change = {}): ProxySidecar =>
  spiffeProxy({ ...COMMON, listen: { name: "spiffe", port: 8443 }, upstreamPort: 8082, allowedSpiffeIds: CALLERS, ...change });

const egress = (change: Partial<SpiffeEgressProxyArgs> = {}): ProxySidecar =>
  spiffeEgressProxy({
    ...COMMON,
    listenPort: 4317,
    upstream: { host: "otel.observability.svc.cluster.local", port: 4317, spiffeId: CALLERS[0] ?? "" },
    ...change,
  });

interface Bootstrap {
  readonly node: object;
  readonly admin?: object;
  readonly static_resources: { readonly listeners: readonly Named[]; readonly clusters: readonly Named[] };
}

type Named = { readonly name: string } & Readonly<Record<string, unknown>>;

const config = (proxy: ProxySidecar) => JSON.parse(proxy.configMap.data["envoy.json"] ?? "") as Bootstrap;
const listener = (proxy: ProxySidecar, name: string) => config(proxy).static_resources.listeners.find((one) => one.name === name);
const cluster = (proxy: ProxySidecar, name: string) => config(proxy).static_resources.clusters.find((one) => one.name === name);

const sds = {
  resource_api_version: "V3",
  initial_fetch_timeout: "0s",
  api_config_source: {
    api_type: "GRPC",
    transport_api_version: "V3",
    grpc_services: [{ envoy_grpc: { cluster_name: "spire_agent" } }],
  },
};

const tlsFor = (peers: readonly string[], alpn: readonly string[]) => ({
  ...(alpn.length === 0 ? {} : { alpn_protocols: alpn }),
  tls_params: { tls_minimum_protocol_version: "TLSv1_3", tls_maximum_protocol_version: "TLSv1_3" },
  tls_certificate_sds_secret_configs: [{ name: SELF, sds_config: sds }],
  combined_validation_context: {
    default_validation_context: {
      match_typed_subject_alt_names: peers.map((id) => ({ san_type: "URI", matcher: { exact: id } })),
    },
    validation_context_sds_secret_config: { name: "spiffe://td.internal", sds_config: sds },
  },
});

describe.each([
  { name: "in front of a server", proxy: ingress() },
  { name: "behind a client", proxy: egress() },
])("a SPIFFE proxy $name", ({ proxy }) => {
  it("gets its SVID from the agent by the Workload API socket, and has no administration port", () => {
    expect(cluster(proxy, "spire_agent")).toMatchObject({
      type: "STATIC",
      load_assignment: {
        endpoints: [{ lb_endpoints: [{ endpoint: { address: { pipe: { path: "/spiffe-workload-api/spire-agent.sock" } } } }] }],
      },
    });
    expect(config(proxy)).not.toHaveProperty("admin");
    expect(config(proxy).node).toEqual({ id: "app", cluster: "app" });
    expect(proxy.container.workloadApi).toBe(true);
  });

  it("reads its configuration read-only and writes nothing", () => {
    expect(proxy.container.mounts).toEqual([{ volume: proxy.container.name, path: "/etc/envoy" }]);
    expect(proxy.container.args).toContain("--disable-hot-restart");
    expect(proxy.volumes).toEqual([{ kind: "config", name: proxy.container.name, configMap: `app-${proxy.container.name}` }]);
  });

  it("is probed on a listener that opens together with the others, once the SVID is there", () => {
    const [port] = (proxy.container.ports ?? []).slice(-1);
    for (const probe of [proxy.container.startup, proxy.container.liveness, proxy.container.readiness]) {
      expect(probe?.check).toEqual({ kind: "http", path: "/ready", port: port?.name });
    }
    expect(listener(proxy, "health")).toMatchObject({
      address: { socket_address: { address: "0.0.0.0", port_value: port?.port } },
    });
  });

  it("fits into a workload", () => {
    const workload = {
      ...goodWorkload,
      identity: IDENTITY,
      containers: [...goodWorkload.containers, proxy.container],
      volumes: [...(goodWorkload.volumes ?? []), ...proxy.volumes],
      configMaps: [...(goodWorkload.configMaps ?? []), proxy.configMap],
    };
    expect(structureProblems(workload)).toEqual([]);
  });
});

describe("a SPIFFE proxy in front of a server", () => {
  it("admits exactly the named callers, by TLS 1.3 and without session tickets [P-49] [P-50]", () => {
    expect(listener(ingress(), "spiffe")).toMatchObject({
      address: { socket_address: { address: "0.0.0.0", port_value: 8443 } },
      filter_chains: [
        {
          transport_socket: {
            typed_config: {
              "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext",
              require_client_certificate: true,
              disable_stateless_session_resumption: true,
              common_tls_context: tlsFor(CALLERS, ["h2", "http/1.1"]),
            },
          },
        },
      ],
    });
  });

  it("refuses to admit nobody, because Envoy would then admit everybody [P-50]", () => {
    expect(() => ingress({ allowedSpiffeIds: [] })).toThrow(
      "spiffe://td.internal/ns/tools/sa/app: no peer is allowed, so a SPIFFE proxy has nothing to do",
    );
  });

  it("forwards to the loopback address and serves only its own port", () => {
    expect(cluster(ingress(), "application")).toMatchObject({
      load_assignment: {
        endpoints: [
          { lb_endpoints: [{ endpoint: { address: { socket_address: { address: "127.0.0.1", port_value: 8082 } } } }] },
        ],
      },
    });
    expect(ingress().container.ports).toEqual([
      { name: "spiffe", port: 8443 },
      { name: "proxy-health", port: 15021 },
    ]);
    expect(ingress({ healthPort: 9000 }).container.ports).toContainEqual({ name: "proxy-health", port: 9000 });
  });

  it("refuses ambiguous requests and tells the server who called", () => {
    expect(JSON.stringify(listener(ingress(), "spiffe"))).toContain('"path_with_escaped_slashes_action":"REJECT_REQUEST"');
    expect(JSON.stringify(listener(ingress(), "spiffe"))).toContain('"forward_client_cert_details":"SANITIZE_SET"');
  });

  it("logs no query string", () => {
    const text = JSON.stringify(config(ingress()));
    expect(text).toContain('"path":"%PATH(NQ)%"');
    expect(text).not.toContain("%REQ(:PATH)%");
  });

  it("speaks HTTP/2 to a gRPC server, and offers nothing else to its callers", () => {
    const proxy = ingress({ protocol: "grpc" });
    expect(cluster(proxy, "application")).toHaveProperty("typed_extension_protocol_options");
    expect(cluster(ingress(), "application")).not.toHaveProperty("typed_extension_protocol_options");
    expect(JSON.stringify(listener(proxy, "spiffe"))).toContain('"alpn_protocols":["h2"]');
  });

  it("forwards bytes it does not understand, to a socket in a volume of the pod", () => {
    const proxy = spiffeProxy({
      ...COMMON,
      listen: { name: "spiffe", port: 6380 },
      protocol: "tcp",
      upstreamSocket: { volume: "socket", path: "/run/app/app.sock" },
      allowedSpiffeIds: CALLERS,
    });
    expect(JSON.stringify(listener(proxy, "spiffe"))).toContain("tcp_proxy.v3.TcpProxy");
    expect(JSON.stringify(listener(proxy, "spiffe"))).not.toContain("alpn_protocols");
    expect(JSON.stringify(cluster(proxy, "application"))).toContain('"pipe":{"path":"/run/app/app.sock"}');
    expect(proxy.container.mounts).toContainEqual({ volume: "socket", path: "/run/app" });
  });
});

describe("a SPIFFE proxy behind a client", () => {
  it("listens on the loopback address only, and offers no port to other pods", () => {
    expect(listener(egress(), "loopback-4317")).toMatchObject({
      address: { socket_address: { address: "127.0.0.1", port_value: 4317 } },
    });
    expect(egress().container.ports).toEqual([{ name: "egress-health", port: 15022 }]);
  });

  it("opens mTLS to exactly one workload [P-39] [P-49]", () => {
    expect(cluster(egress(), "upstream")).toMatchObject({
      type: "STRICT_DNS",
      transport_socket: {
        typed_config: {
          "@type": "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext",
          sni: "otel.observability.svc.cluster.local",
          common_tls_context: tlsFor([CALLERS[0] ?? ""], ["h2"]),
        },
      },
    });
    expect(JSON.stringify(cluster(egress({ alpn: "http/1.1" }), "upstream"))).toContain('"alpn_protocols":["http/1.1"]');
  });

  it("keeps several ways out apart, each with its port and its peer", () => {
    const upstream = { host: "two.tools.svc.cluster.local", port: 8443, spiffeId: CALLERS[1] ?? "" };
    const proxy = egress({ further: [{ listenPort: 8443, upstream }] });
    expect(config(proxy).static_resources.listeners.map(({ name }) => name)).toEqual([
      "loopback-4317",
      "loopback-8443",
      "health",
    ]);
    expect(JSON.stringify(cluster(proxy, "upstream"))).not.toContain(CALLERS[1]);
    expect(JSON.stringify(cluster(proxy, "upstream-2"))).not.toContain(CALLERS[0]);
  });
});
