package io.nija.vault.backup.openpgp;

import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.api.OpenPGPApi;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.SignatureParameters;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPApi;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/** The library as we use it: signatures are made with SHA-512, as gpg 2.2 does not know the library's own choice, SHA3-512. */
final class OpenPgp {

    static final OpenPGPApi API = new BcOpenPGPApi(new BcOpenPGPImplementation().setPolicy(new OpenPGPDefaultPolicy()
            .setDefaultCertificationSignatureHashAlgorithm(HashAlgorithmTags.SHA512)));

    static final SignatureParameters.Callback SHA_512 = new SignatureParameters.Callback() {

        @Override
        public SignatureParameters apply(SignatureParameters parameters) {
            return parameters.setSignatureHashAlgorithm(HashAlgorithmTags.SHA512);
        }
    };

    private OpenPgp() {
    }
}
