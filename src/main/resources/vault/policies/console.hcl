# NIJA Vault Console.
# The console itself, by AppRole: it rebuilds its index from metadata, seals its cache with Transit, checks what policies
# allow and watches the cluster. It signs how far it has read the audit logs, and can neither change nor remove what it signed. It reads
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

# What policies allow is asked with tokens that nobody can use: see src/docs/decisions/policies-are-asked-by-tokens-that-nobody-can-use.md.
path "auth/token/create/policy-probe" {
  capabilities = ["update"]
}

path "sys/capabilities" {
  capabilities = ["update"]
}

# The policies and who holds them, for the zero-knowledge check.
path "sys/policies/acl" {
  capabilities = ["list"]
}

path "sys/policies/acl/+" {
  capabilities = ["read"]
}

path "sys/auth" {
  capabilities = ["read"]
}

path "auth/+/role/" {
  capabilities = ["list"]
}

path "auth/+/role/+" {
  capabilities = ["read"]
}

path "auth/token/roles" {
  capabilities = ["list"]
}

path "auth/token/roles/+" {
  capabilities = ["read"]
}

path "identity/entity/id" {
  capabilities = ["list"]
}

path "identity/entity/id/+" {
  capabilities = ["read"]
}

path "identity/group/id" {
  capabilities = ["list"]
}

path "identity/group/id/+" {
  capabilities = ["read"]
}

# How the cluster is, for its charts and alarms while nobody looks.
path "sys/ha-status" {
  capabilities = ["read"]
}

path "sys/metrics" {
  capabilities = ["read"]
}

path "sys/storage/raft/configuration" {
  capabilities = ["read"]
}

path "sys/storage/raft/autopilot/state" {
  capabilities = ["read"]
}

# When the secret id ends that the console signs in with. To look it up is an update in Vault's words and changes nothing.
path "auth/approle/role/console/secret-id/lookup" {
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

# A value that is no credential, which each backup has to hold: see io.nija.vault.vault.BackupCanary.
path "canary/data/backup" {
  capabilities = ["create", "update", "read"]
}
