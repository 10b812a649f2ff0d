-- How far the archive of each server's WAL has come, as the console that archives it says.
create table wal_archive (
    kind              varchar(20)  primary key,
    system_identifier varchar(20),
    -- The newest segment that is archived.
    stored            varchar(24),
    -- Up to when everything that was committed is archived.
    covered           timestamptz,
    behind_bytes      bigint       not null default 0,
    problem           varchar(1000),
    -- WAL that was lost before it could be archived.
    gap               varchar(1000),
    gap_at            timestamptz,
    began             timestamptz  not null default now()
);
