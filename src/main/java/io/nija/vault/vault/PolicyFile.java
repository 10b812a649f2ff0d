package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/** A policy as the project has it: an {@code .hcl} file in {@code vault/policies}. */
record PolicyFile(String name) {

    /** The beginning of each file. Vault keeps comments, so it tells our policies from others of the same name. */
    private static final String MARK = "# NIJA Vault Console.";

    /** @param jwtAccessor what the JWT auth method is called in this Vault, which the templated paths need */
    String text(String jwtAccessor) {
        return text().replace("${jwt_accessor}", jwtAccessor);
    }

    String text() {
        try {
            return new ClassPathResource("vault/policies/" + name + ".hcl").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isOurs(String text) {
        return text.startsWith(MARK);
    }
}
