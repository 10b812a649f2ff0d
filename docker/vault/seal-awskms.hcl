# In the environment: AWS_REGION, VAULT_AWSKMS_SEAL_KEY_ID and, away from AWS's own machines, AWS_ACCESS_KEY_ID and
# AWS_SECRET_ACCESS_KEY. Nodes need a way out to KMS. HashiCorp Vault and OpenBao 2.6 have it built in; OpenBao 2.7 and later
# need plugin-awskms as well.
seal "awskms" {
}
