package io.nija.vault.credentials;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.ConsoleVault;
import io.nija.vault.vault.MetadataReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the keys in Vault. Names that are not ours, which others may have written there, are passed over. */
final class CredentialWalk {

    private static final Logger log = LoggerFactory.getLogger(CredentialWalk.class);

    private CredentialWalk() {
    }

    static List<CredentialId> keysOf(UserId owner, MetadataReader vault) {
        return vault.keys(owner).stream().flatMap(key -> ours(k -> CredentialId.parse(owner, k), key)).toList();
    }

    /** Everybody's keys, one owner after the other, so that it never holds more than one owner's. */
    static Stream<CredentialId> all(ConsoleVault vault) {
        return vault.owners().stream()
                .filter(name -> name.endsWith("/"))
                .flatMap(name -> ours(UserId::new, name.substring(0, name.length() - 1)))
                .flatMap(owner -> keysOf(owner, vault).stream());
    }

    private static <T> Stream<T> ours(Function<String, T> parse, String name) {
        try {
            return Optional.of(parse.apply(name)).stream();
        } catch (InvalidIdentifierException e) {
            log.warn("Passed over a name in Vault that is not ours. {}", e.getMessage());
            return Stream.empty();
        }
    }
}
