# NIJA Vault Console.
# A person in the one minute after they asked to destroy a key for good: see src/docs/decisions/destroying-a-key.md.

path "secret/destroy/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities = ["update"]
}
