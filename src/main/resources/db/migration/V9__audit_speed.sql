-- Where values occur is copied in, as operations are, which a table with a unique key cannot take, and goes by week as they do.

-- What a field is called in which there was a value, such as request.data.data.api_key.
create table audit_field (
    id   integer generated always as identity primary key,
    name varchar(64) not null unique
);

alter table audit_value rename to audit_value_before;

-- Where a value occurs, by the first bytes of what Vault hashed it to. The same may be there more than once.
create table audit_value (
    -- The beginning of its day, in UTC.
    at       timestamptz not null,
    hash     bigint      not null,
    path_id  integer     not null,
    field_id integer     not null
) partition by range (at);

create index on audit_value (hash);

-- How many operations there were in a day that are alike but for their time, once the day is over: what is frequent is counted
-- from here. Days that are in audit_counted_day are here, and no others.
create table audit_daily (
    -- The beginning of the day, in UTC.
    at         timestamptz not null,
    class_id   integer     not null,
    user_id    integer     not null,
    address_id integer     not null,
    path_id    integer     not null,
    error_id   integer,
    operations integer     not null
) partition by range (at);

create index on audit_daily (user_id, at);
create index on audit_daily (address_id, at);
create index on audit_daily (path_id, at);

create table audit_counted_day (
    day date primary key
);

do $$
declare
    week date;
begin
    for week in select to_date(right(inhrelid::regclass::text, 8), 'YYYYMMDD') from pg_inherits where inhparent = 'audit_operation'::regclass loop
        execute format('create table audit_value_%s partition of audit_value for values from (%L) to (%L)', to_char(week, 'YYYYMMDD'), week || '+00', week + 7 || '+00');
        execute format('create table audit_daily_%s partition of audit_daily for values from (%L) to (%L)', to_char(week, 'YYYYMMDD'), week || '+00', week + 7 || '+00');
    end loop;
end $$;

insert into audit_field (name) select distinct field from audit_value_before;
insert into audit_value (at, hash, path_id, field_id)
    select v.day::timestamp at time zone 'UTC', v.hash, v.path_id, f.id from audit_value_before v join audit_field f on f.name = v.field;
drop table audit_value_before;
