import { downstreamTls, type EnvoyConfig, type SpiffeTls } from "./envoyTls.ts";

const NETWORK = "type.googleapis.com/envoy.extensions.filters.network";
const HTTP = "type.googleapis.com/envoy.extensions.filters.http";

/** Bytes held back for a slow peer: what Envoy's own guide for edges asks for. https://www.envoyproxy.io/docs/envoy/latest/configuration/best_practices/edge */
const BUFFER_BYTES = 32 * 1024;

/** Path that answers 200 once the listeners are open. */
export const READY_PATH = "/ready";

/** HTTPS for everyone whose SVID is allowed, forwarded to one cluster with the caller's SPIFFE ID in `x-forwarded-client-cert`. */
export function httpListener(port: number, cluster: string, tls: SpiffeTls): EnvoyConfig {
  return spiffeListener(port, tls, connectionManager("spiffe", cluster, [router()]));
}

/** TLS for everyone whose SVID is allowed, the bytes in it forwarded to one cluster. */
export function tcpListener(port: number, cluster: string, tls: SpiffeTls): EnvoyConfig {
  return spiffeListener(port, tls, tcpProxy("spiffe", cluster));
}

/** Plain TCP on the loopback address of the pod, forwarded to one cluster. */
export function loopbackListener(port: number, cluster: string): EnvoyConfig {
  return {
    name: `loopback-${port}`,
    address: socketAddress("127.0.0.1", port),
    per_connection_buffer_limit_bytes: BUFFER_BYTES,
    filter_chains: [{ filters: [tcpProxy(cluster, cluster)] }],
  };
}

function spiffeListener(port: number, tls: SpiffeTls, filter: EnvoyConfig): EnvoyConfig {
  return {
    name: "spiffe",
    address: socketAddress("0.0.0.0", port),
    per_connection_buffer_limit_bytes: BUFFER_BYTES,
    filter_chains: [{ transport_socket: downstreamTls(tls), transport_socket_connect_timeout: "10s", filters: [filter] }],
  };
}

function tcpProxy(name: string, cluster: string): EnvoyConfig {
  return {
    name: "envoy.filters.network.tcp_proxy",
    typed_config: {
      "@type": `${NETWORK}.tcp_proxy.v3.TcpProxy`,
      stat_prefix: name,
      cluster,
      idle_timeout: "3600s",
      access_log: [accessLog(TCP_FIELDS)],
    },
  };
}

/** Answers the kubelet's probes and nothing else. It opens together with the other listeners, which wait for the SVID. */
export function healthListener(port: number): EnvoyConfig {
  const healthCheck = {
    name: "envoy.filters.http.health_check",
    typed_config: {
      "@type": `${HTTP}.health_check.v3.HealthCheck`,
      pass_through_mode: false,
      headers: [{ name: ":path", string_match: { exact: READY_PATH } }],
    },
  };
  return {
    name: "health",
    address: socketAddress("0.0.0.0", port),
    per_connection_buffer_limit_bytes: BUFFER_BYTES,
    filter_chains: [{ filters: [connectionManager("health", undefined, [healthCheck, router()])] }],
  };
}

/** An address of a socket. */
export function socketAddress(address: string, port: number): EnvoyConfig {
  return { socket_address: { address, port_value: port } };
}

/** A strict HTTP connection manager: everything ambiguous in a request is refused rather than repaired. */
function connectionManager(name: string, cluster: string | undefined, filters: readonly EnvoyConfig[]): EnvoyConfig {
  return {
    name: "envoy.filters.network.http_connection_manager",
    typed_config: {
      "@type": `${NETWORK}.http_connection_manager.v3.HttpConnectionManager`,
      stat_prefix: name,
      codec_type: "AUTO",
      use_remote_address: true,
      normalize_path: true,
      merge_slashes: true,
      path_with_escaped_slashes_action: "REJECT_REQUEST",
      common_http_protocol_options: { idle_timeout: "300s", headers_with_underscores_action: "REJECT_REQUEST" },
      http2_protocol_options: {
        max_concurrent_streams: 100,
        initial_stream_window_size: 65536,
        initial_connection_window_size: 1048576,
      },
      request_headers_timeout: "10s",
      // Streams of events last as long as something moves on them.
      stream_idle_timeout: "300s",
      forward_client_cert_details: "SANITIZE_SET",
      set_current_client_cert_details: { uri: true },
      server_header_transformation: "PASS_THROUGH",
      ...(cluster === undefined ? {} : { access_log: [accessLog(HTTP_FIELDS)] }),
      route_config: { virtual_hosts: [{ name, domains: ["*"], routes: cluster === undefined ? [] : [route(cluster)] }] },
      http_filters: filters,
    },
  };
}

function route(cluster: string): EnvoyConfig {
  return { match: { prefix: "/" }, route: { cluster, timeout: "0s" } };
}

function router(): EnvoyConfig {
  return { name: "envoy.filters.http.router", typed_config: { "@type": `${HTTP}.router.v3.Router` } };
}

/** Who called, what, and how it ended. The path without its query, which may hold what a user typed. */
const HTTP_FIELDS = {
  time: "%START_TIME%",
  peer: "%DOWNSTREAM_PEER_URI_SAN%",
  method: "%REQ(:METHOD)%",
  path: "%PATH(NQ)%",
  protocol: "%PROTOCOL%",
  status: "%RESPONSE_CODE%",
  flags: "%RESPONSE_FLAGS%",
  bytes_received: "%BYTES_RECEIVED%",
  bytes_sent: "%BYTES_SENT%",
  duration_ms: "%DURATION%",
  request_id: "%REQ(X-REQUEST-ID)%",
} as const;

const TCP_FIELDS = {
  time: "%START_TIME%",
  peer: "%DOWNSTREAM_PEER_URI_SAN%",
  upstream: "%UPSTREAM_PEER_URI_SAN%",
  flags: "%RESPONSE_FLAGS%",
  failure: "%UPSTREAM_TRANSPORT_FAILURE_REASON%",
  bytes_received: "%BYTES_RECEIVED%",
  bytes_sent: "%BYTES_SENT%",
  duration_ms: "%DURATION%",
} as const;

function accessLog(fields: Readonly<Record<string, string>>): EnvoyConfig {
  return {
    name: "envoy.access_loggers.stdout",
    typed_config: {
      "@type": "type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog",
      log_format: { json_format: fields },
    },
  };
}
