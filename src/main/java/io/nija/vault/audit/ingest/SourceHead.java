package io.nija.vault.audit.ingest;

import io.nija.vault.audit.lines.HashChain;

/**
 * How far a source has been read and committed.
 *
 * @param hash over all its lines, as {@link HashChain} makes it
 */
record SourceHead(String source, long lines, byte[] hash) {
}
