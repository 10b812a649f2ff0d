# A third listener, for Prometheus, which cannot renew a token and would lose sight of the nodes when one runs out. It gives the
# figures of this node to whoever reaches it, and nothing else; the firewall lets Prometheus reach it. HashiCorp Vault has no
# listener for figures alone, so there this file is left out, and Prometheus needs a token.
listener "tcp" {
  address         = "0.0.0.0:8202"
  cluster_address = "127.0.0.1:8203"
  tls_cert_file   = "tls/tls.crt"
  tls_key_file    = "tls/tls.key"
  tls_min_version = "tls13"
  telemetry {
    metrics_only                   = true
    unauthenticated_metrics_access = true
  }
}
