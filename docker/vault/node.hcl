# What every node has, whichever its storage and seal. Paths are relative to the node's home, which `start` makes its working
# directory, so that the files are the same on each node. A node's own addresses come from its environment:
#   VAULT_API_ADDR      https://vault-1:8200
#   VAULT_CLUSTER_ADDR  https://vault-1:8201
#   VAULT_RAFT_NODE_ID  vault-1, with storage-raft
ui = false

listener "tcp" {
  address          = "0.0.0.0:8200"
  cluster_address  = "0.0.0.0:8201"
  tls_cert_file    = "tls/tls.crt"
  tls_key_file     = "tls/tls.key"
  tls_min_version  = "tls13"
  # Whoever can reach the listener could otherwise make it write audit lines of 200 MB with one request.
  max_request_size = 1048576
}

# Figures need a token whose policy may read sys/metrics, but for those of metrics.hcl.
telemetry {
  prometheus_retention_time = "24h"
  disable_hostname          = true
}
