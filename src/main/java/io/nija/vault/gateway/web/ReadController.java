package io.nija.vault.gateway.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.gateway.Answer;
import io.nija.vault.gateway.KeyReader;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What changes nothing: keys in the clear, their names and their history. */
@RestController
@RequestMapping(path = "/v1/credentials", produces = MediaType.APPLICATION_JSON_VALUE)
class ReadController {

    private static final byte[] START = "{\"status\":\"success\",\"credentials\":".getBytes(StandardCharsets.US_ASCII);

    record Names(String status, @JsonProperty("user_id") String userId, List<String> brokers) {
    }

    private final KeyReader reader;
    private final Credentials credentials;
    private final CallersKeys keys;

    ReadController(KeyReader reader, Credentials credentials, CallersKeys keys) {
        this.reader = reader;
        this.credentials = credentials;
        this.keys = keys;
    }

    /** The answer is put together from what was rendered before: nothing makes a text of a value here. */
    @PostMapping(path = "/retrieve", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> retrieve(@RequestBody Requests.Key request, HttpServletRequest http) {
        var key = keys.key(request.userId(), request.broker());
        var answer = reader.read(key, http.getRemoteAddr()).orElseThrow(MissingKeyException::new);
        return ResponseEntity.ok().eTag(String.valueOf(answer.version())).body(body(answer));
    }

    private static byte[] body(Answer answer) {
        var out = new ByteArrayOutputStream(answer.json().length + 48);
        out.writeBytes(START);
        out.writeBytes(answer.json());
        out.write('}');
        return out.toByteArray();
    }

    @GetMapping("/list")
    Names list(@RequestParam("user_id") String userId) {
        var owner = keys.owner(userId);
        return new Names("success", owner.value(), credentials.inUse().stream().map(CredentialId::key).toList());
    }

    @GetMapping("/versions")
    VersionsAnswer versions(@RequestParam("user_id") String userId, @RequestParam String broker) {
        return VersionsAnswer.of(credentials.detail(keys.key(userId, broker)));
    }
}
