package io.nija.vault.gateway.web;

import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nija.vault.credentials.Credentials;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What changes keys. With {@code If-Match} a change is made only while the version that the caller saw is the current
 * one; 0 stands for none. The version that a change made is the answer's {@code ETag}.
 */
@RestController
@RequestMapping(path = "/v1/credentials", produces = MediaType.APPLICATION_JSON_VALUE)
class ChangeController {

    private static final Pattern VERSION = Pattern.compile("\"(0|[1-9]\\d{0,8})\"");

    record Done(String status, String message) {

        static Done that(String message) {
            return new Done("success", message);
        }
    }

    record Stored(String status, String message, @JsonProperty("user_id") String userId, String broker) {
    }

    private final Credentials credentials;
    private final CallersKeys keys;

    ChangeController(Credentials credentials, CallersKeys keys) {
        this.credentials = credentials;
        this.keys = keys;
    }

    @PostMapping(path = "/store", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Stored> store(@RequestBody Requests.Store request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String expected) {
        var key = keys.key(request.userId(), request.broker());
        int version = credentials.store(key, request.material(), version(expected));
        return made(version).body(new Stored("success", "Credentials stored successfully", key.owner().value(), key.key()));
    }

    @PostMapping(path = "/rotate", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Done> rotate(@RequestBody Requests.Rotate request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String expected) {
        var key = keys.key(request.userId(), request.broker());
        return made(credentials.rotate(key, request.material(), version(expected)))
                .body(Done.that("Credentials rotated successfully"));
    }

    @PostMapping(path = "/rollback", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Done> rollBack(@RequestBody Requests.RollBack request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String expected) {
        var key = keys.key(request.userId(), request.broker());
        int version = Requests.required("version", request.version());
        if (version < 1) {
            throw new InvalidRequestException("version", "Versions begin with 1.");
        }
        return made(credentials.rollBack(key, version, version(expected))).body(Done.that("Credentials rolled back successfully"));
    }

    @DeleteMapping("/revoke")
    Done revoke(@RequestParam("user_id") String userId, @RequestParam String broker) {
        credentials.revoke(keys.key(userId, broker));
        return Done.that("Credentials revoked successfully");
    }

    @PostMapping(path = "/restore", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done restore(@RequestBody Requests.Key request) {
        credentials.restore(keys.key(request.userId(), request.broker()));
        return Done.that("Credentials restored successfully");
    }

    private static ResponseEntity.BodyBuilder made(int version) {
        return ResponseEntity.ok().eTag(String.valueOf(version));
    }

    private static @Nullable Integer version(@Nullable String expected) {
        if (expected == null) {
            return null;
        }
        var matcher = VERSION.matcher(expected);
        if (!matcher.matches()) {
            throw new InvalidRequestException("If-Match", "This must be one version in quotes, such as \"3\".");
        }
        return Integer.valueOf(matcher.group(1));
    }
}
