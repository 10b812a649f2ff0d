# NIJA Vault Console.
# The console itself, by AppRole: it rebuilds its index from metadata, seals its cache with Transit and checks what
# policies allow. It reads no value.

path "secret/metadata/users/*" {
  capabilities = ["list", "read"]
}

path "transit/datakey/plaintext/user-credentials" {
  capabilities = ["update"]
}

path "transit/encrypt/user-credentials" {
  capabilities = ["update"]
}

path "transit/decrypt/user-credentials" {
  capabilities = ["update"]
}

path "transit/hmac/user-credentials" {
  capabilities = ["update"]
}

path "sys/capabilities" {
  capabilities = ["update"]
}
