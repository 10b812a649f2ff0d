-- Callers that have ended, with nothing missing: their sums remain, by the day on which they were last heard of.
create table audit_past_callers (
    day        date    primary key,
    callers    integer not null,
    matched    bigint  not null,
    unanswered bigint  not null
);

-- With a caller, what is known of its gaps goes.
alter table audit_gap drop constraint audit_gap_caller_id_fkey,
    add foreign key (caller_id) references audit_caller on delete cascade;
