-- What came of looking whether the records of a source are as they were read.
create table audit_verification (
    id         bigint generated always as identity primary key,
    source_id  smallint    not null references audit_source,
    started_at timestamptz not null,
    ended_at   timestamptz not null,
    -- From when on was to be looked at; null for everything.
    since      timestamptz,
    outcome    varchar(16) not null,
    first_line bigint      not null,
    lines      bigint      not null,
    operations bigint      not null,
    heads      integer     not null,
    file_lines bigint      not null,
    -- The first thing that is wrong: the line that it is about, of which time, and what.
    wrong_line bigint,
    wrong_at   timestamptz,
    problem    varchar(400)
);

create index audit_verification_latest on audit_verification (source_id, id desc);

-- Lines that are in files and no longer here. They come before all lines of their source that are.
create table audit_archive (
    source_id   smallint     not null references audit_source,
    first_line  bigint       not null,
    lines       bigint       not null,
    -- The hash before them, and with them.
    previous    bytea        not null,
    head        bytea        not null,
    file        varchar(255) not null,
    sha256      bytea        not null,
    archived_at timestamptz  not null default now(),
    -- Operations of before that time have gone with them.
    before      timestamptz  not null,
    primary key (source_id, first_line)
);
