package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

import io.nija.vault.audit.ConsoleAction;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the lines that {@link Inbox} writes, each a whole operation. A read that was answered without Vault becomes a read
 * of the path in Vault, so that who searches for reads of a key finds it; anything else has a path of the console's own.
 */
class ConsoleLog implements LogFormat {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NOBODY = "-";

    @Override
    public @Nullable LogEntry read(byte[] text, int from, int length) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text, from, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? read(parser) : null;
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable LogEntry read(JsonParser parser) {
        Instant time = null;
        String type = null;
        String action = null;
        var user = NOBODY;
        var role = NOBODY;
        String owner = null;
        String key = null;
        Integer version = null;
        var address = NOBODY;
        String requestId = null;
        var outcome = OperationOutcome.DONE;
        String detail = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "time" -> time = Instant.parse(parser.getString());
                case "type" -> type = parser.getString();
                case "action" -> action = parser.getString();
                case "user" -> user = parser.getString();
                case "role" -> role = parser.getString();
                case "owner" -> owner = parser.getString();
                case "key" -> key = parser.getString();
                case "version" -> version = parser.getIntValue();
                case "address" -> address = parser.getString();
                case "request_id" -> requestId = parser.getString();
                case "outcome" -> outcome = OperationOutcome.valueOf(parser.getString());
                case "detail" -> detail = parser.getString();
                default -> parser.skipChildren();
            }
        }
        // Each line must be one object and nothing else.
        if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null || time == null || action == null || !"record".equals(type)) {
            return null;
        }
        boolean read = action.equals(ConsoleAction.CACHED_READ.word());
        var path = owner == null || key == null ? "" : "/users/" + owner + "/" + key;
        return new LogEntry(true, time, null, read ? "read" : action, (read ? "secret/data" : "console/" + action) + path,
                read ? "kv" : OperationKind.CONSOLE_MOUNT, user, role, "", address, requestId, outcome,
                outcome == OperationOutcome.DONE ? null : detail, version, List.of(), false, null);
    }
}
