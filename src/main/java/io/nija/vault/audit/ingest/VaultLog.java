package io.nija.vault.audit.ingest;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import io.nija.vault.audit.lines.HashedValue;
import io.nija.vault.vault.OwnCalls;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the lines of Vault's file audit device, which are JSON objects, token by token, as a tree of each would cost more
 * than all the rest. The format is that of OpenBao's and HashiCorp Vault's {@code audit/format_json}.
 */
class VaultLog implements LogFormat {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String NOBODY = "-";
    private static final int NOT_FOUND = 404;
    /** A line that says another time than these was not written by Vault, and there are no weeks for it in the database. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    @Override
    public @Nullable LogEntry read(byte[] text, int from, int length) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text, from, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new Line(parser).read() : null;
        } catch (JacksonException | IllegalArgumentException | DateTimeParseException e) {
            return null;
        }
    }

    /** One line, while it is read. */
    private static final class Line {

        private final JsonParser parser;
        private final List<HashedValue> values = new ArrayList<>();
        private String type = "";
        private @Nullable Instant time;
        private @Nullable UUID id;
        private @Nullable String operation;
        private @Nullable String path;
        private String mount = "";
        private String address = NOBODY;
        private @Nullable String requestId;
        private String displayName = NOBODY;
        private @Nullable String role;
        private final List<String> policies = new ArrayList<>();
        private @Nullable String error;
        private @Nullable Integer version;
        private boolean program;
        private @Nullable CallNumber call;
        private boolean gone;
        private boolean answered;
        private boolean refused;

        Line(JsonParser parser) {
            this.parser = parser;
        }

        @Nullable LogEntry read() {
            fields(name -> {
                switch (name) {
                    case "type" -> type = parser.getString();
                    case "time" -> time = Instant.parse(parser.getString());
                    case "error" -> error = parser.getString();
                    case "auth" -> auth();
                    case "request" -> request();
                    case "response" -> response();
                    default -> parser.skipChildren();
                }
            });
            // Each line must be one object and nothing else, or two that were written into each other would count as one.
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null || time == null || time.isBefore(EARLIEST)
                    || !time.isBefore(LATEST) || id == null
                    || operation == null || path == null || !type.equals("request") && !type.equals("response")) {
                return null;
            }
            var response = type.equals("response");
            return new LogEntry(response, time, id, operation, path, mount, user(), role == null ? displayName : role,
                    String.join(", ", policies), address, requestId, outcome(response), error, version, values, program, call);
        }

        /** Goes through the fields of an object, each with the parser at its value; of anything else there are none. */
        private void fields(Consumer<String> field) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                parser.nextToken();
                field.accept(name);
            }
        }

        private void auth() {
            fields(name -> {
                switch (name) {
                    case "display_name" -> displayName = parser.getString();
                    case "client_token", "accessor" -> value("auth." + name);
                    case "policies" -> strings(policies);
                    case "metadata" -> metadata();
                    default -> parser.skipChildren();
                }
            });
        }

        /** Of logins by JWT the role is {@code role}, of those by AppRole {@code role_name}. */
        private void metadata() {
            fields(name -> {
                if (name.equals("role") || name.equals("role_name")) {
                    program = name.equals("role_name");
                    role = parser.getString();
                } else {
                    parser.skipChildren();
                }
            });
        }

        private void request() {
            fields(name -> {
                switch (name) {
                    case "id" -> id = UUID.fromString(parser.getString());
                    case "operation" -> operation = parser.getString();
                    case "path" -> path = parser.getString();
                    case "mount_type" -> mount = parser.getString();
                    case "remote_address" -> address = parser.getString();
                    case "headers" -> headers();
                    case "data" -> data("request.data");
                    default -> parser.skipChildren();
                }
            });
        }

        private void headers() {
            fields(name -> {
                var values = new ArrayList<String>();
                strings(values);
                if (name.equalsIgnoreCase("x-request-id") && !values.isEmpty()) {
                    requestId = values.getFirst();
                } else if (name.equalsIgnoreCase(OwnCalls.HEADER) && !values.isEmpty()) {
                    call = CallNumber.read(values.getFirst());
                }
            });
        }

        private void response() {
            fields(name -> {
                switch (name) {
                    case "data" -> {
                        answered = parser.currentToken() == JsonToken.START_OBJECT;
                        data("response.data");
                    }
                    case "auth" -> {
                        answered = true;
                        data("response.auth");
                    }
                    case "secret", "wrap_info" -> {
                        answered = true;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            });
        }

        /** Any JSON value: looks for hashed texts, and for the version that a key has in it. */
        private void data(String field) {
            switch (parser.currentToken()) {
                case START_OBJECT -> fields(name -> {
                    if (name.equals("version") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                            && (field.equals("response.data") || field.equals("response.data.metadata"))) {
                        version = parser.getIntValue();
                    }
                    // Its text is hashed; that there is one is all that tells of a password that was wrong.
                    refused |= name.equals("error") && field.equals("response.data");
                    gone |= name.equals("http_status_code") && field.equals("response.data") && parser.getValueAsInt() == NOT_FOUND;
                    data(field + "." + name);
                });
                case START_ARRAY -> {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        data(field);
                    }
                }
                case VALUE_STRING -> value(field);
                case null, default -> {
                }
            }
        }

        private void value(String field) {
            var text = parser.getString();
            if (HashedValue.isOne(text)) {
                values.add(new HashedValue(field, HashedValue.hash(text)));
            }
        }

        private void strings(List<String> into) {
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                parser.skipChildren();
                return;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                into.add(parser.getString());
            }
        }

        /** A person's display name is the auth method and the alias; a program is known by its AppRole. */
        private String user() {
            if (displayName.startsWith("jwt-")) {
                return displayName.substring("jwt-".length());
            }
            return role == null ? displayName : role;
        }

        private OperationOutcome outcome(boolean response) {
            if (error != null && !error.isEmpty()) {
                return error.contains("permission denied") ? OperationOutcome.DENIED : OperationOutcome.FAILED;
            }
            if (!response) {
                return OperationOutcome.UNANSWERED;
            }
            if (refused && path != null && OperationKind.of(path, mount) == OperationKind.SIGN_IN) {
                return OperationOutcome.FAILED;
            }
            var reads = "read".equals(operation) || "list".equals(operation);
            return reads && (gone || !answered) ? OperationOutcome.NOT_FOUND : OperationOutcome.DONE;
        }
    }
}
