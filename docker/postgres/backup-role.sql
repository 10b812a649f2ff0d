-- The role that backs up a PostgreSQL server (15 or newer): base backups over SQL, and the WAL by replication. Run it as a superuser in the
-- database that holds the tables, and give the role its password after that:
--
--     psql -d console -f backup-role.sql
--     psql -d console -c '\password backup'
--
-- It can read everything the server holds, as a backup is everything, and change nothing.
create role backup login replication;
-- To count rows. The base backup holds them anyway.
grant pg_read_all_data to backup;
grant execute on function
    pg_backup_start(text, boolean), pg_backup_stop(boolean), pg_switch_wal(),
    pg_ls_dir(text, boolean, boolean), pg_stat_file(text, boolean), pg_read_binary_file(text, bigint, bigint, boolean)
    to backup;
