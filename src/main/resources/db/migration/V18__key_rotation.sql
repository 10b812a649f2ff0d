-- Rotations that owners are led through, step by step. Original data: nothing can make it anew. What is typed on the way is kept nowhere
-- until it is in Vault, and never here.
create table key_rotation (
    id           bigint generated always as identity primary key,
    owner        varchar(128) not null,
    key          varchar(66)  not null,
    -- The number of the request that it is for, if it is for one.
    request      bigint,
    step         varchar(16)  not null check (step in ('PREPARING', 'ENTERING', 'STORED', 'FINISHED', 'RUN_OUT', 'ROLLED_BACK', 'OVERTAKEN', 'ABANDONED')),
    started_at   timestamptz  not null,
    entered_at   timestamptz,
    -- The version in use before, which can be rolled back to.
    from_version integer      not null check (from_version > 0),
    -- Set right before Vault is asked to write: a console that is killed then leaves behind what it was about to do.
    attempted_at timestamptz,
    grace        integer      not null check (grace > 0),
    to_version   integer      check (to_version > from_version),
    stored_at    timestamptz,
    grace_until  timestamptz,
    -- The version that rolling back made.
    back_version integer      check (back_version > to_version),
    ended_at     timestamptz,
    check ((step in ('PREPARING', 'ENTERING', 'STORED')) = (ended_at is null)),
    check ((to_version is null) = (stored_at is null) and (to_version is null) = (grace_until is null)),
    check (step in ('PREPARING', 'ENTERING', 'ABANDONED') or to_version is not null),
    check ((step = 'ROLLED_BACK') = (back_version is not null))
);

create unique index key_rotation_live on key_rotation (owner, key) where ended_at is null;
create index key_rotation_latest on key_rotation (owner, key, id desc);
