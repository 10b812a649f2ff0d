-- How old the keys of a broker may get before they are to be rotated. Original data.
create table expiry_rule (
    broker     varchar(32)  primary key,
    days       integer      not null check (days between 1 and 3650),
    changed_by varchar(128) not null,
    changed_at timestamptz  not null
);

-- For which last day of a key the console has opened a request, so that it does not open another after that has ended.
create table expiry_request (
    owner   varchar(128) not null,
    key     varchar(66)  not null,
    due     date         not null,
    request bigint       not null,
    at      timestamptz  not null,
    primary key (owner, key, due)
);
