package io.nija.vault.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** KV v2 under the client's token, on checked paths only. */
final class KeyValue {

    private final TokenSession session;

    KeyValue(TokenSession session) {
        this.session = session;
    }

    /** The current version; empty when there is none, or it is deleted or destroyed. */
    Optional<StoredSecret> read(KeyPath path) {
        var answer = session.send(VaultRequest.read(path.in("data")));
        if (answer.isAbsent()) {
            return Optional.empty();
        }
        var data = answer.orThrow().json().path("data");
        if (data.path("data") instanceof ObjectNode values && data.at("/metadata/version").isInt()) {
            return Optional.of(new StoredSecret(values, data.at("/metadata/version").intValue()));
        }
        throw new VaultAnswerException("Vault's answer is not one of a KV engine of version 2");
    }

    /** Whatever is there becomes an older version. */
    int write(KeyPath path, ObjectNode values) {
        return written(path, Map.of("data", values));
    }

    /** @throws ApiKeyConflictException when the current version is another than this */
    int write(KeyPath path, ObjectNode values, int expectedVersion) {
        return written(path, Map.of("data", values, "options", Map.of("cas", expectedVersion)));
    }

    private int written(KeyPath path, Object body) {
        var answer = session.send(VaultRequest.write(path.in("data"), body));
        // There is no status of its own for this; the text is Vault's and OpenBao's alike.
        if (answer.status() == 400 && answer.complains("check-and-set")) {
            throw new ApiKeyConflictException("Somebody else changed the key at the same time. Try again.");
        }
        return answer.orThrow().json().at("/data/version").asInt();
    }

    /** The numbers of the versions that can be read. */
    List<Integer> liveVersions(KeyPath path) {
        var answer = session.send(VaultRequest.read(path.in("metadata")));
        if (answer.isAbsent()) {
            return List.of();
        }
        return answer.orThrow().json().at("/data/versions").properties().stream()
                .filter(version -> isLive(version.getValue())).map(version -> Integer.valueOf(version.getKey())).toList();
    }

    /** A mount may delete versions after a while: until then the time lies ahead, and the values can be read. */
    private static boolean isLive(JsonNode version) {
        var deletedAt = version.path("deletion_time").asString("");
        return !version.path("destroyed").asBoolean(false) && (deletedAt.isEmpty() || Instant.parse(deletedAt).isAfter(Instant.now()));
    }

    /** Can be undone, by whoever may undelete. */
    void delete(KeyPath path, List<Integer> versions) {
        session.send(VaultRequest.write(path.in("delete"), Map.of("versions", versions))).orThrow();
    }

    void deleteLatest(KeyPath path) {
        session.send(VaultRequest.delete(path.in("data"))).orThrow();
    }
}
