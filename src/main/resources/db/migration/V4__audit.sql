-- Every operation that a Vault node or the console itself has on record. Text that comes again and again is kept once and
-- named by a number, so that a row is small, an index on it is smaller, and free text is looked for among few rows.

-- Whose records these are: a Vault node, whose audit log is a run of lines, or the console, whose own records become lines.
create table audit_source (
    id         smallint generated always as identity primary key,
    name       varchar(64) not null unique,
    -- How many lines have been read, and the hash over all of them: each line's is over the one before it and the line.
    lines      bigint      not null default 0,
    head       bytea       not null default '\x0000000000000000000000000000000000000000000000000000000000000000',
    unreadable bigint      not null default 0,
    -- For people: how the reading goes.
    read_at    timestamptz,
    behind     bigint      not null default 0,
    problem    varchar(400)
);

-- How far each file has been read. A file is known by its first line, which a rename, a copy and compression leave as it is.
create table audit_file (
    source_id   smallint    not null references audit_source,
    fingerprint bytea       not null,
    name        varchar(255) not null,
    position    bigint      not null,
    seen_at     timestamptz not null default now(),
    primary key (source_id, fingerprint)
);

-- What a row says that many others say too. The filters with few values are decided here, once for all rows of a class.
create table audit_class (
    id        integer generated always as identity primary key,
    source_id smallint     not null references audit_source,
    operation varchar(16)  not null,
    kind      varchar(16)  not null,
    broker    varchar(32)  not null,
    outcome   varchar(16)  not null,
    role      varchar(64)  not null,
    policies  varchar(400) not null,
    unique (source_id, operation, kind, broker, outcome, role, policies)
);

create table audit_user (
    id   integer generated always as identity primary key,
    name varchar(128) not null unique
);

create table audit_address (
    id   integer generated always as identity primary key,
    name varchar(64) not null unique
);

-- A path in Vault, with the key that it is about, if it is about one.
create table audit_path (
    id    integer generated always as identity primary key,
    path  varchar(512) not null unique,
    owner varchar(128),
    key   varchar(66)
);

create index audit_path_key on audit_path (owner, key);

create table audit_error (
    id   integer generated always as identity primary key,
    text varchar(400) not null unique
);

-- One row an operation. Partitioned by week: see audit_partition.
create table audit_operation (
    at            timestamptz not null,
    -- The source's number and the number of the line of the request in it, so it is the same however often it is made anew.
    id            bigint      not null,
    class_id      integer     not null,
    user_id       integer     not null,
    address_id    integer     not null,
    path_id       integer     not null,
    error_id      integer,
    version       integer,
    -- Microseconds between the lines of request and response.
    duration      integer,
    -- The number of the line of the response, less that of the request; null while there is none.
    response      integer,
    vault_request uuid,
    request_id    varchar(64)
) partition by range (at);

-- Each pair of what may be asked for has an index in the order of a page, or a pair that never occurs would be looked for
-- among all rows of the one and of the other. A user or an address alone is looked for in each class.
create index on audit_operation (at desc, id desc);
create index on audit_operation (class_id, at desc, id desc);
create index on audit_operation (user_id, class_id, at desc, id desc);
create index on audit_operation (user_id, address_id, at desc, id desc);
create index on audit_operation (user_id, path_id, at desc, id desc);
create index on audit_operation (address_id, class_id, at desc, id desc);
create index on audit_operation (address_id, path_id, at desc, id desc);
create index on audit_operation (path_id, at desc, id desc);
create index on audit_operation (path_id, class_id, at desc, id desc);
create index on audit_operation (vault_request);
create index on audit_operation (request_id) where request_id is not null;

-- How many of a class there were in an hour, for figures and charts.
create table audit_hour (
    hour       timestamptz not null,
    class_id   integer     not null,
    operations bigint      not null,
    primary key (hour, class_id)
);

-- The lines themselves, many to a compressed block.
create table audit_block (
    -- Of the latest line in it.
    at         timestamptz not null,
    source_id  smallint    not null,
    first_line bigint      not null,
    lines      integer     not null,
    -- The hash over all lines before it, and with its own.
    previous   bytea       not null,
    head       bytea       not null,
    -- The first eight bytes of each line's hash, to tell which line is wrong.
    hashes     bytea       not null,
    content    bytea       not null
) partition by range (at);

alter table audit_block alter column content set storage external;
create index on audit_block (source_id, first_line);

-- Lines that are too few for a block yet. They become one together.
create table audit_tail (
    source_id  smallint    not null,
    first_line bigint      not null,
    lines      integer     not null,
    at         timestamptz not null,
    previous   bytea       not null,
    content    bytea       not null,
    primary key (source_id, first_line)
);

-- Where a value occurs, by the first bytes of what Vault hashed it to.
create table audit_value (
    hash    bigint      not null,
    path_id integer     not null,
    field   varchar(64) not null,
    day     date        not null,
    primary key (hash, path_id, field, day)
);
