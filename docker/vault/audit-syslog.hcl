# OpenBao only, beside audit-file: the same records to the machine's syslog, from where they go to another machine. A node that
# can reach neither refuses requests. In a container it needs the machine's /dev/log. With HashiCorp Vault, once:
#   vault audit enable -path=syslog syslog tag=vault facility=AUTH
audit "syslog" "syslog" {
  options {
    tag      = "vault"
    facility = "AUTH"
  }
}
