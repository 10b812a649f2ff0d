# For seal-awskms with OpenBao 2.7 and later. Put the program into the home's folder plugins, take its SHA-256 from the release
# that it came with, and compare. The server does not start with another program, or as long as there is none here.
plugin_directory     = "plugins"
plugin_auto_register = true

plugin "kms" "awskms" {
  command   = "openbao-plugin-kms-aws"
  version   = "v0.1.0"
  sha256sum = "0000000000000000000000000000000000000000000000000000000000000000"
}
