-- What was or is wrong, by rule and subject. Original data: nothing can make it anew.
create table alert (
    id           bigint generated always as identity primary key,
    rule         varchar(64)  not null,
    subject      varchar(200) not null,
    severity     varchar(16)  not null,
    text         varchar(600) not null,
    -- Where in the console to look.
    address      varchar(400),
    -- Wrong since then, and an alert since then: null while the rule's patience lasts.
    since        timestamptz  not null,
    opened_at    timestamptz,
    -- When it was last found to be wrong.
    seen_at      timestamptz  not null,
    resolved_at  timestamptz,
    acknowledged_by    varchar(128),
    acknowledged_until timestamptz,
    -- Whether mail and webhook have been told how it is now; and whether they have been told of it at all.
    told         boolean      not null default false,
    told_once    boolean      not null default false
);

create unique index alert_current on alert (rule, subject) where resolved_at is null;
create index alert_history on alert (resolved_at desc) where resolved_at is not null;
create index alert_untold on alert (rule) where not told;

-- What happened to an alert, and who did it.
create table alert_event (
    id       bigint generated always as identity primary key,
    alert_id bigint       not null references alert on delete cascade,
    at       timestamptz  not null,
    what     varchar(16)  not null,
    person   varchar(128),
    detail   varchar(600)
);

create index alert_event_of on alert_event (alert_id, id);

-- Alerts of a rule, or of one subject of it, that mail and webhook are not told of for a while.
create table alert_silence (
    id       bigint generated always as identity primary key,
    rule     varchar(64)  not null,
    subject  varchar(200),
    reason   varchar(400) not null,
    person   varchar(128) not null,
    from_at  timestamptz  not null,
    until_at timestamptz  not null
);

-- How the asking of each rule goes.
create table alert_rule (
    name       varchar(64) primary key,
    checked_at timestamptz not null,
    -- Why it cannot be told whether all is well, and since when.
    problem    varchar(400),
    problem_at timestamptz,
    -- When mail and webhook were last told of it.
    told_at    timestamptz
);

-- What is to be told by mail or webhook, until it has been.
create table alert_message (
    id            bigint generated always as identity primary key,
    at            timestamptz  not null,
    rule          varchar(64)  not null,
    channel       varchar(16)  not null,
    content       text         not null,
    attempts      integer      not null default 0,
    next_try      timestamptz  not null,
    -- Whoever sends it has it for themselves until then.
    claimed_until timestamptz,
    delivered_at  timestamptz,
    gave_up_at    timestamptz,
    error         varchar(400)
);

create index alert_message_waiting on alert_message (next_try) where delivered_at is null and gave_up_at is null;

-- How a console's gateway has been answering, a row every some seconds: how many took how long at most, by the limits in the code.
create table alert_gateway (
    console  varchar(64) not null,
    at       timestamptz not null,
    requests bigint      not null,
    errors   bigint      not null,
    within   bigint[]    not null,
    primary key (console, at)
);

-- A sign-in to Vault that failed counted as done, as the log has no error of its own for it; nobody is named by its answer.
do $$
declare
    wrong record;
begin
    for wrong in select done.id as done, failed.id as failed from audit_class done left join audit_class failed
            on (failed.source_id, failed.operation, failed.kind, failed.broker, failed.role, failed.policies)
                = (done.source_id, done.operation, done.kind, done.broker, done.role, done.policies) and failed.outcome = 'FAILED'
            where done.kind = 'SIGN_IN' and done.outcome = 'DONE' and done.role = '-' and done.policies = '' loop
        if wrong.failed is null then
            update audit_class set outcome = 'FAILED' where id = wrong.done;
        else
            update audit_operation set class_id = wrong.failed where class_id = wrong.done;
            update audit_daily set class_id = wrong.failed where class_id = wrong.done;
            insert into audit_hour (hour, class_id, operations) select hour, wrong.failed, operations from audit_hour where class_id = wrong.done
                on conflict (hour, class_id) do update set operations = audit_hour.operations + excluded.operations;
            delete from audit_hour where class_id = wrong.done;
        end if;
    end loop;
end $$;
