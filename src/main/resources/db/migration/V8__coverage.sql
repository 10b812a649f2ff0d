-- Who numbers their calls to Vault, and which of the numbers are on record in its audit log. Numbers begin at 1.
create table audit_caller (
    id         integer generated always as identity primary key,
    name       varchar(64)    not null unique,
    -- Known to be complete up to here when the caller itself says so, else null: then only gaps between numbers can be seen.
    sent       bigint,
    -- Those up to here were sent so long ago that they should be on record.
    due        bigint,
    first_seen timestamptz    not null default now(),
    last_seen  timestamptz    not null default now(),
    seen       int8multirange not null default '{}',
    -- Calls that Vault did not answer, or refused before its audit log: they may be on record or not.
    unanswered int8multirange not null default '{}'
);

-- What is known of a call that should be on record and is not.
create table audit_gap (
    caller_id  integer      not null references audit_caller on delete cascade,
    number     bigint       not null,
    at         timestamptz  not null,
    operation  varchar(16)  not null,
    path       varchar(512) not null,
    request_id varchar(64),
    primary key (caller_id, number)
);

-- Callers that have ended, with nothing missing: their sums remain, by the day on which they were last heard of.
create table audit_past_callers (
    day        date    primary key,
    callers    integer not null,
    matched    bigint  not null,
    unanswered bigint  not null
);
