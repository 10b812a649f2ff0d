-- How well keys could be retrieved, an hour a row, whichever consoles there were: all of them add to it. Averages of many
-- hours and their percentiles come from sums.
create table service_hour (
    hour      timestamptz primary key,
    answered  bigint   not null,
    failed    bigint   not null,
    -- How many took no longer than each bound that io.nija.vault.gateway.level.Latencies has, and at the end the rest.
    latencies bigint[] not null,
    -- Whether Vault could serve, looked at again and again, so that a time without retrievals counts too.
    looks     bigint   not null,
    served    bigint   not null
);
