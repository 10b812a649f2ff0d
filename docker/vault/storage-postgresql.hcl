# All data is in one PostgreSQL, which must be made safe by itself; of the nodes one works and the others wait for its lock.
# The password is in the file that PGPASSFILE names. The tables are there already, by
# docker/postgres/vault-storage.sql, so that nodes need no right to make any.
storage "postgresql" {
  connection_url    = "postgres://vault@postgres:5432/vault?sslmode=verify-full&sslrootcert=tls/ca.crt"
  table             = "vault_kv_store"
  ha_table          = "vault_ha_locks"
  ha_enabled        = "true"
  max_parallel      = "32"
  # OpenBao would make them otherwise; HashiCorp Vault never does.
  skip_create_table = "true"
}

# A standby of OpenBao 2.7 that reads for itself can be left behind when the leader dies: it finds no way to the new one's changes,
# answers nothing from then on, and only a restart helps. One that hands everything to the leader just goes on.
# HashiCorp Vault warns that it does not know this, and starts.
disable_standby_reads = true
