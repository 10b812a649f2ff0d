package io.nija.vault.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up use of a vault by 2,000 people over 30 days, as lines of OpenBao's audit log: who, what and from where are drawn
 * as skewed as in life, and the same in every run. The lines are those of OpenBao 2.7.2, field by field.
 */
final class AuditTraffic {

    static final int USERS = 2_000;
    static final Duration SPAN = Duration.ofDays(30);

    private static final List<String> BROKERS = List.of("kraken", "coinbase", "binance", "okx", "bybit", "kraken--spot", "bitstamp", "gate", "kraken--old");
    private static final List<String> WRONG = List.of("1 error occurred:\\n\\t* permission denied\\n\\n",
            "1 error occurred:\\n\\t* check-and-set parameter did not match the current version\\n\\n", "context deadline exceeded");
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final SplittableRandom random;
    private final Instant from;
    private final long operations;
    private final double[] upToUser = new double[USERS];
    private final StringBuilder text = new StringBuilder();
    private long written;

    private int owner;
    private String broker = "";
    private String kind = "";
    private String operation = "";
    private String auth = "";
    private String address = "";
    private String headers = "";
    private String requestData = "";
    private String responseData = "";
    private String error = "";

    /** @param operations how many there are in all the time */
    AuditTraffic(long seed, Instant from, long operations) {
        random = new SplittableRandom(seed);
        this.from = from;
        this.operations = operations;
        double sum = 0;
        for (int i = 0; i < USERS; i++) {
            sum += 1.0 / (i + 1);
            upToUser[i] = sum;
        }
    }

    /** The two lines of the next operation, each with its end; valid until the next call. */
    StringBuilder next() {
        text.setLength(0);
        var at = from.plusNanos((long) ((double) written++ / operations * SPAN.toNanos()) + random.nextInt(1_000_000));
        owner = user();
        broker = BROKERS.get(Math.floorMod(owner * 31 + random.nextInt(1 + owner % 3), BROKERS.size()));
        address = address(owner);
        headers = requestData = responseData = error = "";
        choose(at);
        var id = uuid();
        line("request", at, id, "");
        line("response", at.plusNanos(300_000 + random.nextInt(2_000_000)), id, responseData);
        return text;
    }

    private int user() {
        int found = Arrays.binarySearch(upToUser, random.nextDouble() * upToUser[USERS - 1]);
        return found < 0 ? -found - 1 : found;
    }

    private void choose(Instant at) {
        int what = random.nextInt(1000);
        if (what < 600) {
            auth = program("trading-engine", at);
            address = "10.0.1." + random.nextInt(8);
            use("read", "data");
        } else if (what < 870) {
            auth = person("u" + owner, "user-gateway", "user", "batch", at);
            headers = ",\"headers\":{\"x-request-id\":[\"%s\"]}".formatted(uuid());
            use("read", "data");
        } else if (what < 920) {
            auth = person("u" + owner, "user", "user", "service", at);
            use(random.nextBoolean() ? "list" : "read", "metadata");
        } else if (what < 940) {
            auth = person("u" + owner, "user", "user", "service", at);
            use(random.nextInt(4) == 0 ? "create" : "update", "data");
        } else if (what < 942) {
            auth = person("u" + owner, "user", "user", "service", at);
            use("update", random.nextBoolean() ? "delete" : "undelete");
        } else if (what < 960) {
            int who = random.nextInt(12);
            auth = person("support" + who, "support", "support", "service", at);
            address = "10.0.2." + who;
            use(random.nextBoolean() ? "list" : "read", "metadata");
        } else {
            auth = program("console", at);
            address = "10.0.3." + random.nextInt(2);
            use("update", "transit");
        }
        refuseSome(what);
    }

    private void refuseSome(int what) {
        int luck = random.nextInt(1000);
        if (luck < 8) {
            // Of somebody else's key, when a person asks.
            owner = what >= 600 ? user() : owner;
            error = WRONG.get(0);
        } else if (luck < 9) {
            error = WRONG.get(1 + random.nextInt(2));
        }
        if (luck < 9 || luck < 14 && operation.equals("read")) {
            responseData = "";
        }
    }

    private void use(String operation, String kind) {
        this.operation = operation;
        this.kind = kind;
        var key = "u" + owner + broker;
        if (kind.equals("transit")) {
            requestData = ",\"data\":{\"bits\":256}";
            responseData = ",\"data\":{\"ciphertext\":\"%s\",\"key_version\":1}".formatted(hmac("cipher" + random.nextInt()));
        } else if (kind.equals("metadata")) {
            responseData = ",\"data\":{\"cas_required\":false,\"created_time\":\"2026-09-01T10:48:58.89386169Z\",\"current_version\":3,\"custom_metadata\":{\"key_hint\":\"%s\"}}"
                    .formatted(hmac("hint" + key));
        } else if (kind.equals("data")) {
            var values = """
                    "data":{"api_key":"%s","api_secret":"%s","broker":"%s","created_at":"2026-09-01T10:48:58.874146880Z","created_by":"%s"}"""
                    .formatted(hmac("key" + key), hmac("secret" + key), hmac("broker" + broker), hmac("by" + owner));
            if (operation.equals("read")) {
                responseData = ",\"data\":{" + values + ",\"metadata\":{" + version(key) + "}}";
            } else {
                requestData = ",\"data\":{" + values + ",\"options\":{\"cas\":2}}";
                responseData = ",\"data\":{" + version(key) + "}";
            }
        } else {
            requestData = ",\"data\":{\"versions\":[3]}";
        }
    }

    private static String version(String key) {
        return """
                "created_time":"2026-09-01T10:48:58.89386169Z","custom_metadata":{"added_at":"2026-09-01T10:48:58.907068227Z","key_hint":"%s"},\
                "deletion_time":"%s","destroyed":false,"version":3""".formatted(hmac("hint" + key), hmac(""));
    }

    private String path() {
        return switch (kind) {
            case "transit" -> "transit/datakey/plaintext/user-credentials";
            default -> "secret/" + kind + "/users/u" + owner + (operation.equals("list") ? "" : "/" + broker);
        };
    }

    private void line(String type, Instant at, String id, String data) {
        var mount = kind.equals("transit") ? "\"mount_point\":\"transit/\",\"mount_type\":\"transit\",\"mount_accessor\":\"transit_5d0cbb1a\""
                : "\"mount_point\":\"secret/\",\"mount_type\":\"kv\",\"mount_accessor\":\"kv_dc592656\"";
        text.append("{\"time\":\"").append(at).append("\",\"type\":\"").append(type).append("\",\"auth\":{").append(auth).append("},\"request\":{\"id\":\"")
                .append(id).append("\",\"client_id\":\"c85c0413-1989-8417-52a3-dd009548aced\",\"operation\":\"").append(operation).append("\",").append(mount)
                .append(",\"mount_running_version\":\"v2.7.2+builtin.bao\",\"mount_class\":\"secret\",").append(auth, 0, auth.indexOf(",\"display_name\""))
                .append(",\"namespace\":{\"id\":\"root\"},\"path\":\"").append(path()).append('"').append(requestData).append(",\"remote_address\":\"").append(address)
                .append("\",\"remote_port\":").append(32_000 + Math.floorMod(id.hashCode(), 28_000)).append(headers).append('}');
        if (type.equals("response")) {
            if (!error.isEmpty()) {
                text.append(",\"error\":\"").append(error).append('"');
            } else {
                text.append(",\"response\":{").append(mount).append(",\"mount_running_plugin_version\":\"v2.7.2+builtin.bao\",\"mount_class\":\"secret\"")
                        .append(data).append('}');
            }
        }
        text.append("}\n");
    }

    private static String person(String name, String role, String policy, String tokenType, Instant at) {
        return auth("jwt-" + name, "role", role, policy, tokenType, at.getEpochSecond() / 900);
    }

    private static String program(String role, Instant at) {
        return auth("approle", "role_name", role, role, "service", at.getEpochSecond() / 3600);
    }

    /** A token lives for a while, and so does its hash. */
    private static String auth(String name, String roleField, String role, String policy, String tokenType, long session) {
        var issued = Instant.ofEpochSecond(session * (name.equals("approle") ? 3600 : 900));
        var accessor = tokenType.equals("batch") ? "" : ",\"accessor\":\"" + hmac("accessor" + name + session) + '"';
        return "\"client_token\":\"" + hmac("token" + name + role + session) + '"' + accessor + ",\"display_name\":\"" + name + "\",\"policies\":[\"" + policy
                + "\"],\"token_policies\":[\"" + policy + "\"],\"policy_results\":{\"allowed\":true,\"granting_policies\":[{\"name\":\"" + policy
                + "\",\"namespace_id\":\"root\",\"type\":\"acl\"}]},\"metadata\":{\"" + roleField + "\":\"" + role
                + "\"},\"entity_id\":\"c85c0413-1989-8417-52a3-dd009548aced\",\"token_type\":\"" + tokenType + "\",\"token_ttl\":1800,\"token_issue_time\":\"" + issued + '"';
    }

    /** Mostly one of a person's own few, seldom one that nobody else has. */
    private String address(int user) {
        if (random.nextInt(100_000) == 0) {
            return "2001:db8::" + Integer.toHexString(random.nextInt(1 << 16));
        }
        return "192.0." + (user >> 8) + "." + (user & 255) + (random.nextInt(4) == 0 ? "0" : "");
    }

    private static String hmac(String value) {
        var hash = new char[64];
        hex(hash, 0, new SplittableRandom(value.hashCode() * 0x9E3779B97F4A7C15L + value.length()), 64);
        return "hmac-sha256:" + new String(hash);
    }

    private String uuid() {
        var id = new char[36];
        hex(id, 0, random, 36);
        id[8] = id[13] = id[18] = id[23] = '-';
        return new String(id);
    }

    private static void hex(char[] into, int from, SplittableRandom random, int digits) {
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            if (i % 16 == 0) {
                bits = random.nextLong();
            }
            into[from + i] = HEX[(int) (bits & 15)];
            bits >>>= 4;
        }
    }
}
