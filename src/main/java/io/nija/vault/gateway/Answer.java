package io.nija.vault.gateway;

import java.io.ByteArrayOutputStream;

import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.KeyValues;
import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.json.JsonFactory;

/**
 * A key as the gateway hands it out: the object {@code credentials} of the answer, rendered once, so that a copy in the
 * cache can be handed out as it is.
 */
public final class Answer {

    private static final JsonFactory JSON = new JsonFactory();

    private final int version;
    private final byte[] json;

    public Answer(int version, byte[] json) {
        this.version = version;
        this.json = json;
    }

    static Answer of(CredentialId id, KeyValues values) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            out.writeStartObject();
            write(out, "api_key", values.apiKey());
            write(out, "api_secret", values.apiSecret());
            out.writeStringProperty("broker", id.broker().value());
            out.writeName("additional_params");
            if (values.additionalParams().isEmpty()) {
                out.writeNull();
            } else {
                out.writeStartObject();
                values.additionalParams().forEach((name, value) -> write(out, name, value));
                out.writeEndObject();
            }
            out.writeEndObject();
        }
        return new Answer(values.version(), bytes.toByteArray());
    }

    private static void write(JsonGenerator out, String name, @Nullable SecretValue value) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeStringProperty(name, value.expose());
        }
    }

    public int version() {
        return version;
    }

    /** The values in the clear, as JSON. */
    public byte[] json() {
        return json;
    }

    @Override
    public String toString() {
        return "Answer[version=" + version + "]";
    }
}
