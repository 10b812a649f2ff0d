-- What the console lists and searches about keys. It is derived from Vault's metadata and holds no value:
-- "index rebuild" makes it anew.
create table credential (
    owner      varchar(128) not null,
    key        varchar(66)  not null,
    broker     varchar(32)  not null,
    label      varchar(64),
    note       varchar(400),
    key_hint   varchar(8),
    state      varchar(16)  not null check (state in ('ACTIVE', 'REVOKED', 'DESTROYED')),
    version    integer      not null check (version > 0),
    created_at timestamptz  not null,
    rotated_at timestamptz,
    revoked_at timestamptz,
    expires_on date,
    primary key (owner, key)
);
