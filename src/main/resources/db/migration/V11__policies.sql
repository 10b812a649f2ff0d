-- The texts of policies, each time that one was found to be another than before. Original data: Vault keeps no history.
create table policy_text (
    id           bigint generated always as identity primary key,
    policy       text        not null,
    seen_at      timestamptz not null,
    -- Null when the policy was gone.
    body         text,
    -- How it was when the console looked for the first time, which is no change.
    first_look   boolean     not null,
    -- The operation in the audit log that changed it, once it is found there.
    changed_at   timestamptz,
    operation_id bigint,
    person       text,
    role         text
);

create index policy_text_policy on policy_text (policy, id desc);
create index policy_text_seen on policy_text (seen_at desc);

-- How checks of the zero-knowledge promise ended. Routes and holders without a finding are closed to each other.
create table zero_knowledge_check (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    outcome  text        not null,
    occasion text        not null,
    problem  text,
    holders  jsonb       not null,
    findings jsonb       not null
);

create index zero_knowledge_check_at on zero_knowledge_check (at desc);
