# Another Vault holds the key. Its token, which may encrypt and decrypt with that key and nothing else and is periodic and an
# orphan, is the file secrets/seal.token in the home; `start` reads it.
seal "transit" {
  address     = "https://vault-seal:8200"
  mount_path  = "transit/"
  key_name    = "unseal"
  tls_ca_cert = "tls/ca.crt"
}
