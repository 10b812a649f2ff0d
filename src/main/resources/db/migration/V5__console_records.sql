-- What the console itself has to put on record: reads that were answered without Vault, sign-ins, values shown, and more.
-- A record waits here until it is taken into the search, in the transaction that removes it here. Its number says nothing
-- about what has been taken, as numbers become visible in another order than they are given out.
alter table access_record rename column reader to person;
alter table access_record
    alter column owner drop not null,
    alter column key drop not null,
    alter column version drop not null,
    add column action  varchar(16) not null default 'cached-read',
    add column role    varchar(64) not null default 'user',
    add column outcome varchar(16) not null default 'DONE',
    add column detail  varchar(400);

-- Rows leave soon, and are found by their number.
drop index access_record_at;
alter table access_record set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000);
