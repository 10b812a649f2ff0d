package io.nija.vault.backup.archive;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.nija.vault.backup.BackupException;
import io.nija.vault.backup.BackupKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself, in the clear and signed: nothing in it is a credential value or somebody's name.
 *
 * @param format     {@value #FORMAT}; another one is refused
 * @param name       as {@link Archives#name} makes it
 * @param began      when it was begun
 * @param ended      when its last part was written
 * @param console    the console's version
 * @param facts      what is known of the source: its cluster's id, its version, its seal and the like, by names of small letters and dashes
 * @param counts     how many of what it holds, such as {@code credentials} and {@code versions}
 * @param audit      how far the audit logs had been read when it was begun, as they are chained
 * @param recipients fingerprints of those who can open it
 * @param parts      its files, in the order in which they were written
 */
public record Manifest(int format, String name, BackupKind kind, Instant began, Instant ended, String console, Map<String, String> facts,
        Map<String, Long> counts, List<AuditHead> audit, List<String> recipients, List<Part> parts) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    /**
     * A file.
     *
     * @param name         without a folder; its encrypted form is stored as {@code NAME.gpg}
     * @param bytes        of the encrypted form
     * @param sha256       of the encrypted form, in hexadecimal digits
     * @param contentBytes of the content
     * @param contentSha256 of the content
     */
    public record Part(String name, long bytes, String sha256, long contentBytes, String contentSha256) {
    }

    /**
     * How far an audit log had been read.
     *
     * @param node  whose audit log
     * @param lines how many lines
     * @param head  the hash over them, in hexadecimal digits
     */
    public record AuditHead(String node, long lines, String head) {
    }

    public Manifest {
        facts = Map.copyOf(facts);
        counts = Map.copyOf(counts);
        audit = List.copyOf(audit);
        recipients = List.copyOf(recipients);
        parts = List.copyOf(parts);
    }

    /** Of all parts, encrypted. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** @throws BackupException when there is no part of that name */
    public Part part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst()
                .orElseThrow(() -> new BackupException("The backup %s has no part %s.".formatted(this.name, name)));
    }

    /** As it is stored and signed. */
    public byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /** @throws BackupException when it is none */
    public static Manifest of(byte[] json) {
        try {
            var format = JSON.readTree(json).path("format").asInt(0);
            if (format != FORMAT) {
                throw new BackupException("It is a backup of another form (%d); this console knows form %d.".formatted(format, FORMAT));
            }
            return JSON.readValue(json, Manifest.class);
        } catch (JacksonException | NullPointerException e) {
            throw new BackupException("The backup's manifest cannot be read.", e);
        }
    }
}
