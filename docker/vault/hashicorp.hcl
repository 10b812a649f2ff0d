# HashiCorp Vault only, added by `start`: it keeps its memory out of swap, for which the container has IPC_LOCK and a limit of
# its own. OpenBao has no such setting any more; there the machine has no swap, or an encrypted one.
disable_mlock = false
