package io.nija.vault.credentials;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.SecretData;
import io.nija.vault.vault.SecretMetadata;
import io.nija.vault.vault.Secrets;
import org.jspecify.annotations.Nullable;

/** The real vault, with something that somebody else does just before the first deletion. */
record Interrupted(Secrets vault, Runnable[] others) implements Secrets {

    Interrupted(Secrets vault, Runnable other) {
        this(vault, new Runnable[] { other });
    }

    @Override
    public void delete(CredentialId id, List<Integer> versions) {
        var other = others[0];
        others[0] = () -> { };
        other.run();
        vault.delete(id, versions);
    }

    @Override
    public List<String> keys(UserId owner) {
        return vault.keys(owner);
    }

    @Override
    public Optional<SecretMetadata> metadata(CredentialId id) {
        return vault.metadata(id);
    }

    @Override
    public Optional<SecretData> read(CredentialId id) {
        return vault.read(id);
    }

    @Override
    public Optional<SecretData> read(CredentialId id, int version) {
        return vault.read(id, version);
    }

    @Override
    public int write(CredentialId id, Map<String, Object> values, int expectedVersion) {
        return vault.write(id, values, expectedVersion);
    }

    @Override
    public void annotate(CredentialId id, Map<String, @Nullable String> entries) {
        vault.annotate(id, entries);
    }

    @Override
    public void undelete(CredentialId id, List<Integer> versions) {
        vault.undelete(id, versions);
    }

    @Override
    public void destroy(CredentialId id, List<Integer> versions) {
        vault.destroy(id, versions);
    }
}
