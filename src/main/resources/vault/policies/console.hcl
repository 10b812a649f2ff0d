# NIJA Vault Console.
# The console itself, by AppRole: it rebuilds its index from metadata, seals its cache with Transit and checks what
# policies allow. It signs how far it has read the audit logs, and can neither change nor remove what it signed. It reads
# no value.

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

path "transit/sign/audit-chain" {
  capabilities = ["update"]
}

path "transit/verify/audit-chain" {
  capabilities = ["update"]
}

# Without update, a path that has been written once stays as it is, be it by the console itself.
path "audit-heads/data/+/+" {
  capabilities = ["create", "read"]
}

path "audit-heads/metadata/*" {
  capabilities = ["list", "read"]
}
