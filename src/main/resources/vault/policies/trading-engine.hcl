# NIJA Vault Console.
# The trading engine, by AppRole: it reads everybody's keys, as it trades for them, and changes none. With Transit it
# seals what it keeps for a while. Whoever holds this identity can obtain every value.

path "secret/data/users/+/+" {
  capabilities = ["read"]
}

path "transit/encrypt/user-credentials" {
  capabilities = ["update"]
}

path "transit/decrypt/user-credentials" {
  capabilities = ["update"]
}
