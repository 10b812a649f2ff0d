# OpenBao only, which takes audit devices from its configuration alone. The stanza must be the same on every node, options
# included, or a standby cannot take over. HashiCorp Vault knows none; there, once, with an operator's token:
#   vault audit enable -path=file file file_path=audit/audit.log
audit "file" "file" {
  options {
    file_path = "audit/audit.log"
  }
}
