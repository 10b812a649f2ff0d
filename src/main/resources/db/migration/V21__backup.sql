-- What has come of each backup that was begun. Which backups there are, the store alone knows.
create table backup (
    name      varchar(64)  primary key,
    kind      varchar(20)  not null,
    state     varchar(10)  not null,
    asked_by  varchar(128) not null,
    -- Which console makes it, or made it.
    console   varchar(128) not null,
    began     timestamptz  not null,
    ended     timestamptz,
    -- When whoever makes it was last seen at it.
    heartbeat timestamptz  not null default now(),
    step      varchar(200) not null default '',
    bytes     bigint       not null default 0,
    cancelled boolean      not null default false,
    problem   varchar(1000),
    -- When it was last read back whole from the store.
    verified  timestamptz,
    -- When whoever reads it back was last seen at it; null when nobody does.
    verifying timestamptz,
    verified_bytes bigint  not null default 0,
    -- The manifest as it was signed; null before there is one.
    manifest  text
);

-- One of a kind at a time, whichever console makes it.
create unique index backup_running on backup (kind) where state = 'RUNNING';
create index on backup (began desc);
create index on backup (kind, state, began desc);
