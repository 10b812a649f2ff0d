-- Set right before Vault is asked to write an older version anew: a console that is killed then leaves behind what it was about to do.
alter table key_rotation add column back_attempted_at timestamptz;
