-- Restore drills: asked for by a person or the schedule, done by whichever console has a key that opens backups.
create table restore_drill (
    id           bigint       generated always as identity primary key,
    kind         varchar(20)  not null,
    -- Which backup; null until the runner has chosen the newest.
    backup       varchar(64),
    state        varchar(10)  not null check (state in ('ASKED', 'RUNNING', 'PASSED', 'FAILED')),
    asked_by     varchar(128) not null,
    asked        timestamptz  not null default now(),
    -- Which console does it, or did it.
    runner       varchar(128),
    began        timestamptz,
    -- When the runner was last seen at it.
    heartbeat    timestamptz,
    ended        timestamptz,
    step         varchar(200) not null default '',
    problem      varchar(2000),
    -- When what was restored had been backed up.
    backed_up    timestamptz,
    bytes        bigint,
    recovery_ms  bigint,
    -- What was looked at and how long each step took, as JSON.
    checks       text         not null default '[]',
    times        text         not null default '[]'
);

-- One of a kind at a time, whichever console does it.
create unique index restore_drill_open on restore_drill (kind) where state in ('ASKED', 'RUNNING');
create index on restore_drill (kind, ended desc);
