-- Reads that were answered without Vault, which has no record of them. Original data: nothing can make it anew.
create table access_record (
    id         bigint generated always as identity primary key,
    at         timestamptz  not null,
    reader     varchar(128) not null,
    owner      varchar(128) not null,
    key        varchar(66)  not null,
    version    integer      not null,
    address    varchar(45)  not null,
    request_id varchar(64)  not null
);

-- By time, for searches: rows come in its order, so a block range index is small and costs hardly anything to keep.
create index access_record_at on access_record using brin (at);
