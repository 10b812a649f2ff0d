# In the environment: GOOGLE_PROJECT, GOOGLE_REGION, VAULT_GCPCKMS_SEAL_KEY_RING, VAULT_GCPCKMS_SEAL_CRYPTO_KEY and, away from
# Google's own machines, GOOGLE_APPLICATION_CREDENTIALS with a file's path. Nodes need a way out to KMS. HashiCorp Vault and
# OpenBao 2.6 have it built in; OpenBao 2.7 and later need plugin-gcpckms as well.
seal "gcpckms" {
}
