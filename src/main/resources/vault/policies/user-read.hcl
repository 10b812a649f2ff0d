# NIJA Vault Console.
# A person's program that reads. One rule: Vault reads a templated policy anew for each request.

path "secret/data/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities = ["read"]
}
