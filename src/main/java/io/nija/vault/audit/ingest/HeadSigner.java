package io.nija.vault.audit.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.vault.AuditHeads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs at intervals how far each source has been read, and keeps that in Vault. The hash is the reader's own, from its
 * memory: what somebody else writes into the table is never signed. It has a thread of its own, so that a slow Vault
 * holds up no reading; what could not be signed is tried again half a minute later.
 */
final class HeadSigner implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(HeadSigner.class);

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final AuditHeads heads;
    private final List<SourceReader> readers;
    private final Duration every;
    private final Map<String, Long> signedLines = new HashMap<>();
    private final Map<String, Instant> next = new HashMap<>();
    private volatile boolean running = true;

    HeadSigner(AuditHeads heads, List<SourceReader> readers, Duration every) {
        this.heads = heads;
        this.readers = readers;
        this.every = every;
    }

    void stop() {
        running = false;
    }

    @Override
    public void run() {
        try {
            while (running) {
                sign(Instant.now());
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Signs what is due at that time and has been read since it was last signed. */
    synchronized void sign(Instant now) {
        for (var reader : readers) {
            var head = reader.head();
            if (head != null && !now.isBefore(next.getOrDefault(head.source(), Instant.MIN))
                    && head.lines() > signedLines.getOrDefault(head.source(), 0L)) {
                next.put(head.source(), Instant.now().plus(sign(head) ? every : AFTER_A_FAILURE));
            }
        }
    }

    private boolean sign(SourceHead head) {
        try {
            var hash = HexFormat.of().formatHex(head.hash());
            var kept = heads.sign(head.source(), head.lines(), hash);
            if (!kept.head().equals(hash)) {
                log.error("Vault has another signed head of {} lines of {} than was read: one of them has been tampered with", head.lines(), head.source());
            }
            signedLines.put(head.source(), head.lines());
            return true;
        } catch (ConsoleException | IllegalStateException | IllegalArgumentException e) {
            log.warn("How far the audit log of {} has been read cannot be signed at the moment: {}", head.source(), e.getMessage());
            return false;
        }
    }
}
