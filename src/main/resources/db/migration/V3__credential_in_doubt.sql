-- Set when a change of the key in Vault could not be followed at once: then no copy of it is handed out until it has been.
alter table credential add column in_doubt boolean not null default false;
