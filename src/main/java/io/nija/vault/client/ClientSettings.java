package io.nija.vault.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How to reach Vault.
 *
 * @param addresses      of the form {@code https://host:port}, at least one
 * @param caCertificates of the authorities that may vouch for Vault; null for those that Java trusts
 * @param author         what is written as the author of a change; null for the name that Vault knows this client by
 * @param connections    how many requests are under way at once
 * @param answerTimeout  for an answer from one node, and for the wait for a free connection
 */
record ClientSettings(List<URI> addresses, Login login, @Nullable String namespace, @Nullable Path caCertificates,
        @Nullable String author, int connections, Duration connectTimeout, Duration answerTimeout) {
}
