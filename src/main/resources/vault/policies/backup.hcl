# NIJA Vault Console.
# What makes backups, by AppRole: it may take a snapshot of the storage, which Vault's own keys have sealed, and no more.

path "sys/storage/raft/snapshot" {
  capabilities = ["read"]
}
