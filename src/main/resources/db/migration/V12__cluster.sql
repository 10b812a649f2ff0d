-- The figures of the cluster's nodes over time: every 15 seconds for a day, every 5 minutes for 30 days, every hour for a year. A
-- step without a row was not sampled; a figure that is null was not told.
create table cluster_sample (
    seconds  integer not null,
    at       timestamptz not null,
    node     text not null,
    -- Parts of the step in which the node served, and in which it led.
    up       double precision not null,
    active   double precision not null,
    -- A second.
    requests double precision,
    logins   double precision,
    -- Milliseconds; over a longer step the mean of p50 and the worst of p99.
    p50      double precision,
    p99      double precision,
    leases   double precision,
    tokens   double precision,
    -- Bytes.
    memory   double precision,
    storage  double precision,
    primary key (seconds, at, node),
    check (seconds in (15, 300, 3600))
);
