-- At the first start with Vault's storage on PostgreSQL: its database and its tables, which it may fill and not alter.
\set vault `cat /run/postgres/vault.password`

create role vault login password :'vault';
create database vault;
revoke connect, temporary on database vault from public;
grant connect on database vault to vault;

\connect vault
create table vault_kv_store (
  parent_path text collate "C" not null,
  path        text collate "C",
  key         text collate "C",
  value       bytea,
  constraint pkey primary key (path, key)
);
create index parent_path_idx on vault_kv_store (parent_path);

create table vault_ha_locks (
  ha_key      text collate "C" not null,
  ha_identity text collate "C" not null,
  ha_value    text collate "C",
  valid_until timestamp with time zone not null,
  constraint ha_key primary key (ha_key)
);
grant select, insert, update, delete on vault_kv_store, vault_ha_locks to vault;
