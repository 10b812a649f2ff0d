-- At the first start: a database for each service, which nobody else may connect to. Passwords come from files.
\set console `cat /run/postgres/console.password`
\set keycloak `cat /run/postgres/keycloak.password`

create role console login password :'console';
create database console owner console;
revoke connect, temporary on database console from public;

create role keycloak login password :'keycloak';
create database keycloak owner keycloak;
revoke connect, temporary on database keycloak from public;

-- It reads all of the server, for backups.
\set backup `cat /run/postgres/backup.password`
\connect console
\i /etc/postgresql/backup-role.sql
grant connect on database console to backup;
alter role backup password :'backup';
