package io.nija.vault.audit;

import java.time.Instant;
import java.util.StringJoiner;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Lines as OpenBao 2.7 writes them: those of one operation by one person. */
public final class AuditLines {

    private final UUID id = UUID.randomUUID();
    private final String user;
    private final String operation;
    private final String path;
    private Instant at = Instant.now();
    private String address = "127.0.0.1";
    private @Nullable String requestId;
    private @Nullable String call;
    private @Nullable String program;
    private String hash = "536a7bbd26abd4b635ab83840370eb6b303e422de22541574f0f4aa2d72abdee";

    private AuditLines(String user, String operation, String path) {
        this.user = user;
        this.operation = operation;
        this.path = path;
    }

    public static AuditLines read(String user, String key) {
        return new AuditLines(user, "read", "secret/data/users/" + user + "/" + key);
    }

    public static AuditLines of(String user, String operation, String path) {
        return new AuditLines(user, operation, path);
    }

    public AuditLines at(Instant time) {
        at = time;
        return this;
    }

    public AuditLines from(String address) {
        this.address = address;
        return this;
    }

    public AuditLines requestId(String id) {
        requestId = id;
        return this;
    }

    /** @param header the number that the caller gave the call */
    public AuditLines call(String header) {
        call = header;
        return this;
    }

    /** As a program does it, under its own sign-in. */
    public AuditLines program(String appRole) {
        program = appRole;
        return this;
    }

    /** @param hash 64 hexadecimal digits */
    public AuditLines value(String hash) {
        this.hash = hash;
        return this;
    }

    public UUID id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    private String entry(String type, Instant time, String more) {
        var headers = new StringJoiner(",", ",\"headers\":{", "}").setEmptyValue("");
        if (requestId != null) {
            headers.add("\"x-request-id\":[\"" + requestId + "\"]");
        }
        if (call != null) {
            headers.add("\"x-nija-call\":[\"" + call + "\"]");
        }
        var name = program == null ? "jwt-" + user : "approle";
        var metadata = program == null ? "\"role\":\"user-read\"" : "\"role_name\":\"" + program + "\"";
        return """
                {"time":"%s","type":"%s","auth":{"client_token":"hmac-sha256:f420b6116db131b52ae2a6de679db01f094c5fe4973262c1bb5cfdf731c60e0a",\
                "display_name":"%s","policies":["user"],"token_policies":["user"],"policy_results":{"allowed":true,"granting_policies":[{"name":"user",\
                "namespace_id":"root","type":"acl"}]},"metadata":{%s},"entity_id":"37f41878-a5e4-d4ab-9d2c-e3b9ca63e545",\
                "token_type":"batch","token_ttl":900,"token_issue_time":"2026-11-24T10:22:20Z"},"request":{"id":"%s",\
                "client_id":"37f41878-a5e4-d4ab-9d2c-e3b9ca63e545","operation":"%s","mount_point":"secret/","mount_type":"kv",\
                "mount_accessor":"kv_d7abac9e","mount_running_version":"v2.7.2+builtin.bao","mount_class":"secret",\
                "client_token":"hmac-sha256:f420b6116db131b52ae2a6de679db01f094c5fe4973262c1bb5cfdf731c60e0a","namespace":{"id":"root"},"path":"%s",\
                "remote_address":"%s","remote_port":55138%s}%s}""".formatted(time, type, name, metadata, id, operation, path, address, headers, more);
    }

    public String request() {
        return entry("request", at, "");
    }

    public String response() {
        return entry("response", at.plusNanos(1_500_000), """
                ,"response":{"mount_point":"secret/","mount_type":"kv","mount_accessor":"kv_d7abac9e","data":{"data":{"api_key":"hmac-sha256:%s"},\
                "metadata":{"created_time":"2026-11-24T10:22:20.857798924Z","custom_metadata":null,"deletion_time":"","destroyed":false,"version":3}}}"""
                .formatted(hash));
    }

    public String refusal() {
        return entry("response", at.plusNanos(1_500_000), ",\"error\":\"1 error occurred:\\n\\t* permission denied\\n\\n\"");
    }

    /** Both, each with its line end. */
    public String text() {
        return request() + "\n" + response() + "\n";
    }
}
