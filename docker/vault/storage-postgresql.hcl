# All data is in one PostgreSQL, which must be made safe by itself; of the nodes one works and the others wait for its lock.
# The password is in the file that PGPASSFILE names. The tables are those of docker/postgres/vault-storage.sql: OpenBao would
# make its own, HashiCorp Vault does not.
storage "postgresql" {
  connection_url = "postgres://vault@postgres:5432/vault?sslmode=verify-full&sslrootcert=tls/ca.crt"
  table          = "vault_kv_store"
  ha_table       = "vault_ha_locks"
  ha_enabled     = "true"
  max_parallel   = "32"
}
