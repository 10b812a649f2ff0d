# A second listener, that nobody reaches but from the node itself, where enough holders of shares can make a root token in an
# emergency: ./vault-console break-glass. OpenBao makes none at a listener that does not say so. It is not for every day: whoever
# is on the machine can also end an attempt of others. HashiCorp Vault makes them at each listener, so there this file is left out.
listener "tcp" {
  address                                  = "127.0.0.1:8209"
  cluster_address                          = "127.0.0.1:8210"
  tls_cert_file                            = "tls/tls.crt"
  tls_key_file                             = "tls/tls.key"
  tls_min_version                          = "tls13"
  max_request_size                         = 1048576
  disable_unauthed_generate_root_endpoints = false
}
