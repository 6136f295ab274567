import { WORKLOAD_API_SOCKET } from "./renderContainer.ts";

/** Part of an Envoy bootstrap, as JSON. */
export type EnvoyConfig = Readonly<Record<string, unknown>>;

/** Identity of the proxy and of the peers it accepts. */
export interface SpiffeTls {
  readonly trustDomain: string;
  /** SPIFFE ID of the workload: the SVID of exactly this name is used, and none other. */
  readonly spiffeId: string;
  /** SPIFFE IDs the peer may have; never empty, because an empty list would accept every identity of the trust domain. */
  readonly peers: readonly string[];
  /** Application protocols offered in the handshake. */
  readonly alpn: readonly string[];
}

const SPIRE_AGENT = "spire_agent";

const TLS = "type.googleapis.com/envoy.extensions.transport_sockets.tls.v3";

/** A cluster that speaks HTTP/2 without negotiation, as gRPC servers do. */
export const HTTP2_ONLY: EnvoyConfig = {
  "envoy.extensions.upstreams.http.v3.HttpProtocolOptions": {
    "@type": "type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions",
    explicit_http_config: { http2_protocol_options: {} },
  },
};

/** TLS server that demands an SVID of one of the peers. */
export function downstreamTls(tls: SpiffeTls): EnvoyConfig {
  return transportSocket({
    "@type": `${TLS}.DownstreamTlsContext`,
    require_client_certificate: true,
    // A ticket would let a client come back without showing an SVID that may have been revoked since.
    disable_stateless_session_resumption: true,
    common_tls_context: commonTls(tls),
  });
}

/** TLS client that shows its SVID and demands that the server's is one of the peers. */
export function upstreamTls(tls: SpiffeTls, serverName: string): EnvoyConfig {
  return transportSocket({ "@type": `${TLS}.UpstreamTlsContext`, sni: serverName, common_tls_context: commonTls(tls) });
}

/** The SPIRE agent serves SVIDs by SDS v3 on the Workload API socket. https://spiffe.io/docs/latest/microservices/envoy/ */
export function spireAgentCluster(): EnvoyConfig {
  return {
    name: SPIRE_AGENT,
    type: "STATIC",
    connect_timeout: "1s",
    typed_extension_protocol_options: HTTP2_ONLY,
    load_assignment: endpoint(SPIRE_AGENT, pipe(WORKLOAD_API_SOCKET.replace("unix://", ""))),
  };
}

/** A Unix socket. */
export function pipe(path: string): EnvoyConfig {
  return { pipe: { path } };
}

/** A cluster's one endpoint. */
export function endpoint(cluster: string, address: EnvoyConfig): EnvoyConfig {
  return { cluster_name: cluster, endpoints: [{ lb_endpoints: [{ endpoint: { address } }] }] };
}

function commonTls({ trustDomain, spiffeId, peers, alpn }: SpiffeTls): EnvoyConfig {
  if (peers.length === 0) throw new Error(`${spiffeId}: no peer is allowed, so a SPIFFE proxy has nothing to do`);
  return {
    ...(alpn.length === 0 ? {} : { alpn_protocols: alpn }),
    tls_params: { tls_minimum_protocol_version: "TLSv1_3", tls_maximum_protocol_version: "TLSv1_3" },
    tls_certificate_sds_secret_configs: [{ name: spiffeId, sds_config: sds() }],
    combined_validation_context: {
      default_validation_context: {
        match_typed_subject_alt_names: peers.map((id) => ({ san_type: "URI", matcher: { exact: id } })),
      },
      validation_context_sds_secret_config: { name: `spiffe://${trustDomain}`, sds_config: sds() },
    },
  };
}

/** Without a timeout on the first fetch Envoy opens no listener, and so is not ready, before it has its SVID. */
function sds(): EnvoyConfig {
  return {
    resource_api_version: "V3",
    initial_fetch_timeout: "0s",
    api_config_source: {
      api_type: "GRPC",
      transport_api_version: "V3",
      grpc_services: [{ envoy_grpc: { cluster_name: SPIRE_AGENT } }],
    },
  };
}

function transportSocket(context: EnvoyConfig): EnvoyConfig {
  return { name: "envoy.transport_sockets.tls", typed_config: context };
}
