-- Who has signed in, as the provider named them then. Comes anew with their next sign-in.
create table person (
    id    varchar(128) primary key,
    name  varchar(200) not null,
    mail  varchar(320),
    roles varchar(16)[] not null,
    seen  timestamptz  not null
);

-- What people have been told. Original data; never a credential value, and no single-use link.
create table notice (
    id      bigint generated always as identity primary key,
    person  varchar(128)  not null,
    kind    varchar(16)   not null,
    -- What makes it one of a kind: the same again is left out.
    once    varchar(200)  not null,
    title   varchar(120)  not null,
    text    varchar(2000) not null,
    -- Where in the console to look.
    address varchar(400),
    at      timestamptz   not null default now(),
    read_at timestamptz,
    unique (person, once)
);

create index notice_of on notice (person, id desc);
create index notice_unread on notice (person) where read_at is null;
create index notice_age on notice (at);

-- Every console's pages learn of it when the change is there for all to see, and not of one that was rolled back.
create function notice_changed() returns trigger language plpgsql as $$
begin
    perform pg_notify('notice', person) from (select distinct person from changed) people;
    return null;
end $$;

create trigger notice_told after insert on notice referencing new table as changed for each statement execute function notice_changed();
create trigger notice_read after update on notice referencing new table as changed for each statement execute function notice_changed();

-- How people want to be told, where that is other than out of the box.
create table notice_preference (
    person  varchar(128) not null,
    kind    varchar(16)  not null,
    mail    boolean      not null,
    webhook boolean      not null,
    primary key (person, kind)
);

-- What is to reach people by mail and webhook, until it has. Never a credential value.
create table letter (
    -- Also tells receivers whether they have had it already.
    id            uuid primary key default gen_random_uuid(),
    at            timestamptz  not null default now(),
    -- What it is about, such as the rule of an alert.
    about         varchar(64)  not null,
    channel       varchar(16)  not null,
    -- Addresses with commas, or the name of a webhook.
    recipient     varchar(2000) not null,
    subject       varchar(300),
    content       text         not null,
    address       varchar(400),
    -- In place of the address, once: gone as soon as the letter is.
    link          varchar(2000),
    attempts      integer      not null default 0,
    next_try      timestamptz  not null default now(),
    -- Whoever sends it has it for themselves until then.
    claimed_until timestamptz,
    delivered_at  timestamptz,
    gave_up_at    timestamptz,
    error         varchar(400),
    check (link is null or (delivered_at is null and gave_up_at is null))
);

create index letter_waiting on letter (next_try) where delivered_at is null and gave_up_at is null;
create index letter_age on letter (at);

-- Which console does scheduled work that one alone is to do.
create table shedlock (
    name       varchar(64)  primary key,
    lock_until timestamptz  not null,
    locked_at  timestamptz  not null,
    locked_by  varchar(255) not null
);
