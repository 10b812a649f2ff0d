package io.nija.vault.backup.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.backup.archive.Manifest;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.vault.BackupCanary;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares a restored Vault with what was known when it was backed up: the ledger of credentials, the counts, the canary. The ledger was
 * made before the storage was read, so all of it has to be there; what was written in between may be there too. Values are hashed by the restored
 * Vault as the real one hashes them for its audit log, and go nowhere.
 */
final class Comparison {

    private static final String METADATA = "secret/metadata/";
    private static final String CANARY = "canary-";
    private static final int NAMED = 5;
    /** How far those of Vault and the console may be apart. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);
    private static final CSVFormat CSV = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> HASHES = new TypeReference<>() {
    };

    private final IsolatedVault vault;
    private final Manifest manifest;
    private final Set<String> listed = new HashSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> surplus = new ArrayList<>();
    private final List<String> older = new ArrayList<>();
    private final List<String> different = new ArrayList<>();
    private long versions;
    private long same;
    private long revoked;
    private long notOnRecord;

    Comparison(IsolatedVault vault, Manifest manifest) {
        this.vault = vault;
        this.manifest = manifest;
    }

    List<Check> with(Path ledger) throws IOException {
        try (var rows = CSV.parse(Files.newBufferedReader(ledger))) {
            for (var row : rows) {
                compare(row);
            }
        }
        long there = count();
        long credentials = expected("credentials");
        return List.of(
                new Check("Credentials", "%,d restored, %,d when it was backed up%s%s".formatted(there, credentials, named(", missing: ", missing),
                        named(", nowhere listed: ", surplus)), missing.isEmpty() && surplus.isEmpty() && listed.size() == credentials),
                new Check("Versions", "%,d restored, %,d when it was backed up%s".formatted(versions, expected("versions"), named(", too old: ", older)),
                        older.isEmpty() && versions >= expected("versions")),
                new Check("Values", "%,d the same by their keyed digests, %,d revoked, %,d whose writing is not on record any more%s"
                        .formatted(same, revoked, notOnRecord, named(", not the same: ", different)), different.isEmpty()),
                canary());
    }

    private long expected(String what) {
        return manifest.counts().getOrDefault(what, 0L);
    }

    private static String named(String before, List<String> paths) {
        return paths.isEmpty() ? "" : before + String.join(", ", paths.subList(0, Math.min(NAMED, paths.size())))
                + (paths.size() > NAMED ? " and %,d more".formatted(paths.size() - NAMED) : "");
    }

    private void compare(CSVRecord row) throws IOException {
        var path = row.get("path");
        listed.add(path);
        int version = Integer.parseInt(row.get("version"));
        var metadata = vault.read(METADATA + path);
        versions += metadata.path("versions").size();
        if (metadata.isMissingNode()) {
            missing.add(path);
        } else if (metadata.path("current_version").asInt() < version) {
            older.add(path);
        } else if (Boolean.parseBoolean(row.get("deleted"))) {
            revoked++;
        } else if (row.get("hashes").isEmpty()) {
            notOnRecord++;
        } else if (isSame(path, version, JSON.readValue(row.get("hashes"), HASHES))) {
            same++;
        } else {
            different.add(path);
        }
    }

    private boolean isSame(String path, int version, Map<String, String> hashes) throws IOException {
        var answer = vault.read("secret/data/" + path + "?version=" + version);
        if (!answer.at("/metadata/deletion_time").asString("").isEmpty()) {
            // Revoked while the backup was made.
            return true;
        }
        for (var hash : hashes.entrySet()) {
            var value = answer.path("data").at(hash.getKey());
            if (!value.isString() || !vault.auditHash(value.asString()).equals(hash.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** What is not in the ledger was written after that, and so while the backup was made. */
    private long count() throws IOException {
        long count = 0;
        for (var folder : vault.list(METADATA + "users/")) {
            for (var name : folder.endsWith("/") ? vault.list(METADATA + "users/" + folder) : List.<String>of()) {
                var path = path(folder.substring(0, folder.length() - 1), name);
                count += path.isPresent() ? 1 : 0;
                if (path.filter(one -> !listed.contains(one)).isPresent() && isOlder(path.get())) {
                    surplus.add(path.get());
                }
            }
        }
        return count;
    }

    /** Empty for names that others have put there, which no ledger lists. */
    private static Optional<String> path(String owner, String name) {
        try {
            return Optional.of(CredentialId.parse(new UserId(owner), name).path());
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    private boolean isOlder(String path) throws IOException {
        var metadata = vault.read(METADATA + path);
        return metadata.path("current_version").asInt() > 0
                && Instant.parse(metadata.path("created_time").asString()).isBefore(manifest.began().minus(CLOCKS));
    }

    private Check canary() throws IOException {
        int good = 0;
        var wrong = new ArrayList<String>();
        for (var fact : manifest.facts().entrySet()) {
            if (fact.getKey().startsWith(CANARY)) {
                var version = fact.getKey().substring(CANARY.length());
                JsonNode value = vault.read(BackupCanary.PATH + "?version=" + version).path("data").path(BackupCanary.FIELD);
                if (value.isString() && BackupCanary.digest(value.asString()).equals(fact.getValue())) {
                    good++;
                } else {
                    wrong.add(version);
                }
            }
        }
        return new Check("Canary", "%d version%s as written%s".formatted(good, good == 1 ? "" : "s", named(", not so: ", wrong)), good > 0 && wrong.isEmpty());
    }
}
