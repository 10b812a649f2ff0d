# NIJA Vault Console.
# A person, by JWT: their own keys and nothing else. The templated name is the alias that the JWT login made from the
# user claim; Vault refuses a login with an empty one. Default deny covers the rest.

path "secret/data/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities = ["create", "read", "update", "patch", "delete"]
}

path "secret/metadata/users/{{identity.entity.aliases.${jwt_accessor}.name}}/" {
  capabilities = ["list"]
}

# Label, expiry and history live in custom_metadata; the number of versions kept and the like are not a person's to set.
path "secret/metadata/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities       = ["read", "update", "patch"]
  allowed_parameters = { "custom_metadata" = [] }
}

path "secret/delete/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities = ["update"]
}

path "secret/undelete/users/{{identity.entity.aliases.${jwt_accessor}.name}}/+" {
  capabilities = ["update"]
}
