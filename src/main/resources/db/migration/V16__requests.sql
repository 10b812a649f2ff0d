-- Part of an owner, a key or a reason is looked for by its trigrams. The extension comes with PostgreSQL, and whoever owns the database
-- may create it.
create extension if not exists pg_trgm;

-- Which changes of a request's state there are; io.nija.vault.requests.RequestState says the same.
create table request_change (
    from_state varchar(16) not null,
    to_state   varchar(16) not null,
    primary key (from_state, to_state)
);

insert into request_change values
    ('OPEN', 'CLAIMED'), ('OPEN', 'CANCELLED'), ('OPEN', 'EXPIRED'),
    ('CLAIMED', 'OPEN'), ('CLAIMED', 'WAITING_FOR_USER'), ('CLAIMED', 'READY_TO_ROTATE'), ('CLAIMED', 'REJECTED'), ('CLAIMED', 'CANCELLED'),
    ('CLAIMED', 'EXPIRED'),
    ('WAITING_FOR_USER', 'OPEN'), ('WAITING_FOR_USER', 'CLAIMED'), ('WAITING_FOR_USER', 'REJECTED'), ('WAITING_FOR_USER', 'CANCELLED'),
    ('WAITING_FOR_USER', 'EXPIRED'),
    ('READY_TO_ROTATE', 'CLAIMED'), ('READY_TO_ROTATE', 'ROTATED'), ('READY_TO_ROTATE', 'CANCELLED'), ('READY_TO_ROTATE', 'EXPIRED');

-- Requests about keys. Original data: nothing can make them anew. They hold no value.
create table rotation_request (
    id              bigint generated always as identity primary key,
    kind            varchar(24)  not null
        check (kind in ('ROTATION', 'ROTATION_AFTER_CHECK', 'EARLY_REVOCATION', 'DESTRUCTION', 'BULK_ROTATION')),
    state           varchar(16)  not null check (state in ('OPEN', 'CLAIMED', 'WAITING_FOR_USER', 'READY_TO_ROTATE', 'ROTATED', 'REJECTED',
        'CANCELLED', 'EXPIRED')),
    urgency         varchar(8)   not null check (urgency in ('URGENT', 'HIGH', 'NORMAL', 'LOW')),
    source          varchar(8)   not null check (source in ('OWNER', 'SUPPORT', 'ADMIN', 'EXPIRY', 'BULK')),
    owner           varchar(128),
    key             varchar(66),
    broker          varchar(32),
    -- Of a bulk rotation: empty for anybody's keys.
    scope_owners    varchar(128)[],
    reason          varchar(200) not null check (reason <> ''),
    asked_by        varchar(128),
    claimed_by      varchar(128),
    -- The bulk rotation that has opened it.
    parent          bigint references rotation_request,
    created_at      timestamptz  not null,
    changed_at      timestamptz  not null,
    expires_at      timestamptz  not null,
    -- By when the staff should answer, and when they did.
    answer_due      timestamptz  not null,
    answered_at     timestamptz,
    -- By when their part should be done. It moves on by the time in which it was the owner's turn.
    resolve_by      timestamptz  not null,
    owner_since     timestamptz,
    owner_time      interval     not null default '0',
    escalated_at    timestamptz,
    closed_at       timestamptz,
    -- Which version the key had when the owner was let go on, and when that was; what came out of it.
    ready_at        timestamptz,
    ready_version   integer,
    outcome         integer,
    -- The latest link for the owner by its hash, how many there were, and when it was used.
    link_hash       bytea,
    link_generation integer      not null default 0,
    link_opened_at  timestamptz,
    -- Of a bulk rotation: when all its requests had been opened.
    spread_at       timestamptz,
    unread_owner    integer      not null default 0,
    unread_staff    integer      not null default 0,
    pressing        timestamptz  generated always as (case when owner_since is not null then timestamptz '9999-01-01 00:00:00+00'
        else least(case when answered_at is null then answer_due end, resolve_by) end) stored,
    words           text         generated always as (lower(coalesce(owner, '') || ' ' || coalesce(key, coalesce(broker, '')) || ' ' || reason)) stored,
    constraint request_about check (case when kind = 'BULK_ROTATION'
        then owner is null and key is null and scope_owners is not null and (broker is not null or scope_owners <> '{}')
        else owner is not null and key is not null and broker is not null and scope_owners is null end),
    constraint request_ended check ((closed_at is null) = (state in ('OPEN', 'CLAIMED', 'WAITING_FOR_USER', 'READY_TO_ROTATE'))),
    constraint request_turn check ((owner_since is not null) = (state in ('WAITING_FOR_USER', 'READY_TO_ROTATE'))),
    constraint request_claimer check (case when state in ('CLAIMED', 'WAITING_FOR_USER', 'REJECTED') then claimed_by is not null
        when state = 'OPEN' then claimed_by is null else true end),
    constraint request_not_own check (claimed_by <> owner and claimed_by <> all (scope_owners)),
    constraint request_outcome check (state <> 'ROTATED' or kind in ('EARLY_REVOCATION', 'DESTRUCTION', 'BULK_ROTATION') or outcome is not null)
);

-- One live request a key.
create unique index request_live_key on rotation_request (owner, key) where closed_at is null;
create index request_live on rotation_request (pressing, id) where closed_at is null;
create index request_unclaimed on rotation_request (pressing, id) where state = 'OPEN';
create index request_claimed on rotation_request (claimed_by, pressing, id) where closed_at is null;
create index request_waiting on rotation_request (pressing, id) where owner_since is not null;
create index request_closed on rotation_request (closed_at desc, id desc) where closed_at is not null;
create index request_expiring on rotation_request (expires_at) where closed_at is null;
create index request_owner on rotation_request (owner, id desc);
create index request_parent on rotation_request (parent, state) where parent is not null;
create index request_created on rotation_request (created_at);
create index request_words on rotation_request using gin (words gin_trgm_ops);

create table request_event (
    id         bigint generated always as identity primary key,
    request    bigint       not null references rotation_request,
    at         timestamptz  not null,
    from_state varchar(16),
    to_state   varchar(16)  not null,
    what       varchar(200) not null,
    -- Null for the console.
    person     varchar(128),
    why        varchar(400)
);

create index request_event_of on request_event (request, id);

create table request_message (
    id       bigint generated always as identity primary key,
    request  bigint        not null references rotation_request,
    at       timestamptz   not null,
    person   varchar(128)  not null,
    staff    boolean       not null,
    -- A note that the owner never sees.
    internal boolean       not null check (staff or not internal),
    text     varchar(4000) not null check (text <> '')
);

create index request_message_of on request_message (request, id);

create table request_approval (
    id           bigint generated always as identity primary key,
    request      bigint       not null references rotation_request,
    asked_at     timestamptz  not null,
    asked_by     varchar(128) not null,
    why          varchar(400) not null check (why <> ''),
    expires_at   timestamptz  not null,
    decided_by   varchar(128),
    decided_at   timestamptz,
    decision     varchar(8)   check (decision in ('APPROVED', 'REFUSED')),
    decision_why varchar(400),
    -- When it was found to have run out without a decision.
    lapsed_at    timestamptz,
    constraint approval_decided check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)
        and (decision is null) = (decision_why is null)),
    constraint approval_lapsed check (lapsed_at is null or decision is null)
);

create unique index request_approval_open on request_approval (request) where decision is null and lapsed_at is null;
create index request_approval_of on request_approval (request, id);

-- What a request may become, whoever asks the database for it.
create function request_guard() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        raise check_violation using message = 'A request is kept';
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'OPEN' and not (new.state = 'READY_TO_ROTATE' and new.kind = 'ROTATION' and new.source <> 'OWNER') then
            raise check_violation using message = 'A request does not begin like this';
        end if;
        return null;
    end if;
    if old.closed_at is not null then
        -- That it was read may still be noted.
        old.unread_owner := new.unread_owner;
        old.unread_staff := new.unread_staff;
        if new is distinct from old then
            raise check_violation using message = 'A request that has ended stays as it is';
        end if;
        return null;
    end if;
    if (new.kind, new.source, new.owner, new.key, new.broker, new.scope_owners, new.reason, new.asked_by, new.parent, new.created_at)
            is distinct from
            (old.kind, old.source, old.owner, old.key, old.broker, old.scope_owners, old.reason, old.asked_by, old.parent, old.created_at) then
        raise check_violation using message = 'What a request is about stays as it is';
    end if;
    if new.state <> old.state then
        if not exists (select 1 from request_change where from_state = old.state and to_state = new.state) then
            raise check_violation using message = 'A request does not change like this';
        end if;
        -- All other kinds are sensitive.
        if new.state = 'READY_TO_ROTATE' and new.kind <> 'ROTATION' and not exists (select 1 from request_approval
                where request = new.id and decision = 'APPROVED' and expires_at > now() and decided_by <> new.claimed_by) then
            raise check_violation using message = 'This needs an approval that holds';
        end if;
    end if;
    return null;
end $$;

create trigger request_guard after insert or update or delete on rotation_request for each row execute function request_guard();

create function request_approval_guard() returns trigger language plpgsql as $$
declare
    about record;
begin
    if tg_op = 'DELETE' then
        raise check_violation using message = 'An approval is kept';
    end if;
    select * into about from rotation_request where id = new.request for share;
    if tg_op = 'INSERT' then
        if new.decision is not null or about.closed_at is not null or about.kind = 'ROTATION' then
            raise check_violation using message = 'An approval does not begin like this';
        end if;
        return null;
    end if;
    if old.decision is not null or (new.id, new.request, new.asked_at, new.asked_by, new.why, new.expires_at)
            is distinct from (old.id, old.request, old.asked_at, old.asked_by, old.why, old.expires_at) then
        raise check_violation using message = 'An approval stays as it is';
    end if;
    if new.decision is not null and (new.expires_at <= now() or old.lapsed_at is not null or about.closed_at is not null
            or new.decided_by in (new.asked_by, about.owner, about.asked_by, about.claimed_by) or new.decided_by = any (about.scope_owners)) then
        raise check_violation using message = 'This is not for them to decide, or not any more';
    end if;
    return null;
end $$;

create trigger request_approval_guard after insert or update or delete on request_approval for each row
    execute function request_approval_guard();

create function request_history_guard() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        raise check_violation using message = 'What was said and done stays as it is';
    end if;
    if tg_table_name = 'request_message' and exists (select 1 from rotation_request where id = new.request and closed_at is not null) then
        raise check_violation using message = 'The request has ended';
    end if;
    return null;
end $$;

create trigger request_event_guard after update or delete on request_event for each row execute function request_history_guard();
create trigger request_message_guard after insert or update or delete on request_message for each row execute function request_history_guard();
