# The default: each node keeps all data, and any two of the three go on without the third.
storage "raft" {
  path = "raft"
  # A leader is missed after a second, and not after five as out of the box, which is for slow machines.
  performance_multiplier = "1"

  retry_join {
    leader_api_addr     = "https://vault-1:8200"
    leader_ca_cert_file = "tls/ca.crt"
  }
  retry_join {
    leader_api_addr     = "https://vault-2:8200"
    leader_ca_cert_file = "tls/ca.crt"
  }
  retry_join {
    leader_api_addr     = "https://vault-3:8200"
    leader_ca_cert_file = "tls/ca.crt"
  }
}
