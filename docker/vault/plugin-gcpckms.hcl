# For seal-gcpckms with OpenBao 2.7 and later; how is said in plugin-awskms.hcl.
plugin_directory     = "plugins"
plugin_auto_register = true

plugin "kms" "gcpckms" {
  command   = "openbao-plugin-kms-gcp"
  version   = "v0.1.0"
  sha256sum = "0000000000000000000000000000000000000000000000000000000000000000"
}
