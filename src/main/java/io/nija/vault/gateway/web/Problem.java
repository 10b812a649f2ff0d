package io.nija.vault.gateway.web;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is wrong with a request, as RFC 9457 writes it. Clients of older gateways read {@code detail} alone.
 *
 * @param errors which fields, when it is for them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(String type, String title, int status, String detail, @JsonProperty("request_id") String requestId,
        @Nullable List<FieldError> errors) {

    record FieldError(String field, String message) {
    }

    static Problem of(HttpStatus status, String detail, String requestId) {
        return new Problem("about:blank", status.getReasonPhrase(), status.value(), detail, requestId, null);
    }

    Problem at(String field) {
        return new Problem(type, title, status, detail, requestId, List.of(new FieldError(field, detail)));
    }
}
