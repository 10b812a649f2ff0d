package io.nija.vault.audit.search;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.nija.vault.audit.AuditCursor;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.KeyWrites;
import io.nija.vault.audit.lines.HashedValue;
import io.nija.vault.base.CredentialId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the latest write of a key's path by the index of paths, and the hashes in its line. */
@Service
class DatabaseKeyWrites implements KeyWrites {

    private static final String DATA = "secret/data/";
    private static final JsonMapper JSON = new JsonMapper();

    private record Place(String path, Instant at, long id, int version) {
    }

    private final JdbcClient database;
    private final AuditSearch search;

    DatabaseKeyWrites(JdbcClient database, AuditSearch search) {
        this.database = database;
        this.search = search;
    }

    @Override
    public Map<CredentialId, KeyWrite> latest(Collection<CredentialId> keys) {
        var byPath = keys.stream().collect(Collectors.toMap(key -> DATA + key.path(), Function.identity(), (one, same) -> one));
        var found = new HashMap<CredentialId, KeyWrite>();
        var places = database.sql("""
                select p.path, latest.at, latest.id, latest.version from audit_path p cross join lateral (
                    select o.at, o.id, o.version from audit_operation o
                    where o.path_id = p.id and o.version is not null and o.class_id = any (array(
                        select id from audit_class where operation in ('create', 'update', 'patch') and outcome = 'DONE'))
                    order by o.at desc, o.id desc limit 1) latest
                where p.path = any (:paths)""").param("paths", byPath.keySet().toArray(String[]::new))
                .query((row, number) -> new Place(row.getString(1), row.getTimestamp(2).toInstant(), row.getLong(3), row.getInt(4))).list();
        for (var place : places) {
            hashes(place).ifPresent(hashes -> found.put(byPath.get(place.path), new KeyWrite(place.version, hashes)));
        }
        return found;
    }

    private Optional<Map<String, String>> hashes(Place place) {
        return search.detail(new AuditCursor(place.at, place.id)).map(detail -> detail.request()).map(line -> {
            var hashes = new TreeMap<String, String>();
            try {
                collect(JSON.readTree(line).at("/request/data/data"), "", hashes);
            } catch (JacksonException e) {
                hashes.clear();
            }
            return hashes;
        }).filter(hashes -> !hashes.isEmpty()).map(hashes -> hashes);
    }

    private static void collect(JsonNode node, String pointer, Map<String, String> hashes) {
        if (node.isString() && HashedValue.isOne(node.asString())) {
            hashes.put(pointer, node.asString());
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"), hashes));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, hashes);
            }
        }
    }
}
