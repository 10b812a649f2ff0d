# NIJA Vault Console.
# Support staff, by JWT: which keys exist, never a value.

path "secret/metadata/users/*" {
  capabilities = ["list", "read"]
}
