-- Searches that admins keep by a name. Original data: nothing can make it anew.
create table audit_saved_search (
    owner varchar(128)  not null,
    name  varchar(80)   not null,
    -- As in the address bar.
    query varchar(4000) not null,
    primary key (owner, name)
);
