# NIJA Vault Console.
# The command that brings existing credentials in, by AppRole and for minutes: it adds keys that are not there yet. It
# changes none, reads none, and lists none.

path "secret/data/users/+/+" {
  capabilities = ["create"]
}
