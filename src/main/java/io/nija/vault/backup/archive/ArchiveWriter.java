package io.nija.vault.backup.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.nija.vault.backup.openpgp.PrivateKey;
import io.nija.vault.backup.openpgp.Recipients;
import io.nija.vault.backup.store.BackupStore;
import io.nija.vault.backup.store.BackupStore.Content;

/**
 * Writes backups: each part encrypted on its way, then the manifest, and its signature at the very end. Without a signature there is
 * no backup, whatever else lies there.
 */
public final class ArchiveWriter {

    private final BackupStore store;
    private final Recipients recipients;
    private final PrivateKey signer;
    private final String console;

    /** @param console its version */
    public ArchiveWriter(BackupStore store, Recipients recipients, PrivateKey signer, String console) {
        this.store = store;
        this.recipients = recipients;
        this.signer = signer;
        this.console = console;
    }

    /**
     * Makes a backup. It is not known to be good before {@link ArchiveReader#verify} has read it back.
     *
     * @param progress is told how many bytes have been written to the store; what it throws ends the backup
     * @throws IOException when the source or the store failed; what has been written of it stays and is no backup
     */
    public Manifest write(String name, BackupSource source, Progress progress) throws IOException {
        var began = Instant.now();
        var parts = new Collected(name, progress);
        source.take(parts);
        var manifest = new Manifest(Manifest.FORMAT, name, source.kind(), began, Instant.now(), console, parts.facts, parts.counts, parts.audit,
                recipients.fingerprints(), parts.parts);
        var json = manifest.json();
        store.write(Archives.manifest(name), out -> out.write(json));
        store.write(Archives.signature(name), out -> out.write(signer.sign(json).getBytes()));
        return manifest;
    }

    private final class Collected implements BackupSource.Parts {

        private final String name;
        private final Progress progress;
        private final Map<String, String> facts = new TreeMap<>();
        private final Map<String, Long> counts = new TreeMap<>();
        private final List<Manifest.AuditHead> audit = new ArrayList<>();
        private final List<Manifest.Part> parts = new ArrayList<>();
        private long before;

        private Collected(String name, Progress progress) {
            this.name = name;
            this.progress = progress;
        }

        @Override
        public void step(String what) {
            progress.step(what);
        }

        @Override
        public void add(String part, Content content) throws IOException {
            var clear = new Measured();
            var sealed = new Measured();
            store.write(Archives.part(name, part), out -> recipients.encrypt(
                    plain -> content.writeTo(clear.on(plain)),
                    sealed.on(out, bytes -> progress.at(before + bytes))));
            before += sealed.bytes();
            parts.add(new Manifest.Part(part, sealed.bytes(), sealed.sha256(), clear.bytes(), clear.sha256()));
        }

        @Override
        public void fact(String fact, String value) {
            facts.put(fact, value);
        }

        @Override
        public void count(String what, long value) {
            counts.put(what, value);
        }

        @Override
        public void auditHead(Manifest.AuditHead head) {
            audit.add(head);
        }
    }
}
