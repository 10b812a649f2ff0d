package io.nija.vault.backup.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.nija.vault.audit.KeyWrites;
import io.nija.vault.audit.KeyWrites.KeyWrite;
import io.nija.vault.backup.archive.BackupSource.Parts;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.ConsoleVault;
import io.nija.vault.vault.SecretMetadata;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of credentials that a restored Vault has to have: a CSV of {@code path,version,versions,deleted,hashes} with a header. Hashes are
 * those of Vault's audit log over the texts of that version, as a JSON object by JSON pointer, and empty when the write is not on record:
 * see src/docs/decisions/what-a-backup-is-compared-by.md. No value is read for it.
 */
@Component
class Ledger {

    static final String PART = "credentials.csv";
    static final Set<String> COUNTS = Set.of("credentials", "versions", "owners", "comparable");

    private static final int AT_ONCE = 200;
    private static final JsonMapper JSON = new JsonMapper();
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader("path", "version", "versions", "deleted", "hashes").get();

    private record Row(CredentialId id, SecretMetadata metadata) {
    }

    private final ConsoleVault vault;
    private final KeyWrites writes;

    Ledger(ConsoleVault vault, KeyWrites writes) {
        this.vault = vault;
        this.writes = writes;
    }

    /** Adds it, and counts what is in it. */
    void add(Parts parts) throws IOException {
        var counted = new Counts();
        parts.add(PART, out -> write(out, counted));
        parts.count("credentials", counted.credentials);
        parts.count("versions", counted.versions);
        parts.count("owners", counted.owners);
        parts.count("comparable", counted.comparable);
    }

    private static final class Counts {

        private long credentials;
        private long versions;
        private long owners;
        private long comparable;
    }

    private void write(OutputStream out, Counts counts) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        var csv = new CSVPrinter(writer, CSV);
        var waiting = new ArrayList<Row>();
        for (var owner : vault.owners().stream().filter(name -> name.endsWith("/")).map(name -> name.substring(0, name.length() - 1)).toList()) {
            int before = waiting.size();
            try {
                // Vault lists what has more below it with a slash.
                collect(new UserId(owner.endsWith("/") ? owner.substring(0, owner.length() - 1) : owner), waiting);
            } catch (InvalidIdentifierException e) {
                // What others have put there is in the snapshot, and not ours to compare.
                continue;
            }
            counts.owners += waiting.size() > before ? 1 : 0;
            if (waiting.size() >= AT_ONCE) {
                print(csv, waiting, counts);
            }
        }
        print(csv, waiting, counts);
        csv.flush();
    }

    private void collect(UserId owner, List<Row> rows) {
        for (var key : vault.keys(owner)) {
            try {
                var id = CredentialId.parse(owner, key);
                vault.metadata(id).filter(metadata -> metadata.currentVersion() > 0).ifPresent(metadata -> rows.add(new Row(id, metadata)));
            } catch (InvalidIdentifierException e) {
                // As above.
            }
        }
    }

    private void print(CSVPrinter csv, List<Row> rows, Counts counts) throws IOException {
        var written = writes.latest(rows.stream().map(Row::id).toList());
        for (var row : rows) {
            var hashes = hashes(row.metadata, written.get(row.id));
            csv.printRecord(row.id.path(), row.metadata.currentVersion(), row.metadata.versions().size(), !isLive(row.metadata),
                    hashes.isEmpty() ? "" : JSON.writeValueAsString(hashes));
            counts.credentials++;
            counts.versions += row.metadata.versions().size();
            counts.comparable += hashes.isEmpty() ? 0 : 1;
        }
        rows.clear();
    }

    private static Map<String, String> hashes(SecretMetadata metadata, @Nullable KeyWrite write) {
        return write == null || write.version() != metadata.currentVersion() || !isLive(metadata) ? Map.of() : write.hashes();
    }

    private static boolean isLive(SecretMetadata metadata) {
        return metadata.current().filter(SecretMetadata.Version::live).isPresent();
    }
}
