# OpenBao only. Each node unseals itself with a key of 32 bytes, the file secrets/seal.key in its home. Whoever has that file
# and the storage has everything, so it is never on the storage's machine or in its backups. Where people unseal, take
# seal-shamir.
seal "static" {
  current_key_id = "1"
  current_key    = "file://secrets/seal.key"
}
