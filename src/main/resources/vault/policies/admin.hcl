# NIJA Vault Console.
# Admins, by JWT, for an hour at most: how the cluster is and how it is set up. Nothing here writes, so nothing here can
# grant more; policies change as code, by the provisioning step.

path "secret/metadata/users/*" {
  capabilities = ["list", "read"]
}

path "sys/health" {
  capabilities = ["read", "sudo"]
}

path "sys/ha-status" {
  capabilities = ["read"]
}

path "sys/host-info" {
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

path "sys/mounts" {
  capabilities = ["read"]
}

path "sys/auth" {
  capabilities = ["read"]
}

# sudo is what Vault asks for to list audit devices; it grants no write, since no other path carries it.
path "sys/audit" {
  capabilities = ["read", "sudo"]
}

path "sys/policies/acl" {
  capabilities = ["list"]
}

path "sys/policies/acl/+" {
  capabilities = ["read"]
}

# Who holds which policy: roles of the auth methods, entities and groups. None of these shows a secret.
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

# How many leases there are below each prefix. sudo is what Vault asks for to list them; ending one is another path.
# The first of them is a path of its own, which the second does not cover.
path "sys/leases/lookup" {
  capabilities = ["list", "sudo"]
}

path "sys/leases/lookup/*" {
  capabilities = ["list", "sudo"]
}

# What the console signed of the audit logs. To verify is an update in Vault's words and changes nothing.
path "audit-heads/data/+/+" {
  capabilities = ["read"]
}

path "audit-heads/metadata/*" {
  capabilities = ["list", "read"]
}

path "transit/verify/audit-chain" {
  capabilities = ["update"]
}

# How the audit log shows a value, to find where it occurs. It hashes and stores nothing.
path "sys/audit-hash/file" {
  capabilities = ["update"]
}

# How many tokens and entities there are. Numbers only.
path "sys/internal/counters/tokens" {
  capabilities = ["read"]
}

path "sys/internal/counters/entities" {
  capabilities = ["read"]
}
