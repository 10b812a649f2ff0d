package io.nija.vault.gateway.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.nija.vault.gateway.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/** The results of a batch, in the order of its requests: keys in the clear, or what was wrong. */
final class BatchAnswer {

    private static final JsonFactory JSON = new JsonFactory();

    /** Of one request: the answer or the problem. */
    record Result(Requests.Key key, @Nullable Answer answer, @Nullable Problem problem) {
    }

    private BatchAnswer() {
    }

    static byte[] json(List<Result> results) {
        var bytes = new ByteArrayOutputStream();
        try (var out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            out.writeStringProperty("status", "success");
            out.writeArrayPropertyStart("results");
            results.forEach(result -> write(out, result));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Result result) {
        out.writeStartObject();
        out.writeStringProperty("status", result.problem == null ? "success" : "error");
        out.writeStringProperty("user_id", result.key.userId());
        out.writeStringProperty("broker", result.key.broker());
        if (result.answer != null) {
            out.writeNumberProperty("version", result.answer.version());
            out.writeName("credentials");
            out.writeRawValue(new String(result.answer.json(), StandardCharsets.UTF_8));
        } else if (result.problem != null) {
            out.writeObjectPropertyStart("error");
            out.writeNumberProperty("status", result.problem.status());
            out.writeStringProperty("title", result.problem.title());
            out.writeStringProperty("detail", result.problem.detail());
            out.writeEndObject();
        }
        out.writeEndObject();
    }
}
