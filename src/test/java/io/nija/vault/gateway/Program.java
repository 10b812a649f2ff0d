package io.nija.vault.gateway;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import jakarta.servlet.Filter;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.RequestBuilder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the gateway with an access token, through the filters that requests pass in the console. */
public final class Program {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<UserId, String> TOKENS = new ConcurrentHashMap<>();

    /** What the gateway says. */
    public record Reply(int status, JsonNode body, MockHttpServletResponse response) {

        public @Nullable String header(String name) {
            return response.getHeader(name);
        }

        /** Of the one field that a 422 is for. */
        public String field() {
            return body.at("/errors/0/field").asString("");
        }
    }

    private final MockMvcTester gateway;
    private final @Nullable String token;

    private Program(WebApplicationContext console, @Nullable String token) {
        this.token = token;
        gateway = MockMvcTester.from(console, builder -> builder
                .addFilter(((FilterRegistrationBean<?>) console.getBean("gatewayRequests")).getFilter(), "/v1/*")
                .addFilters(console.getBean("springSecurityFilterChain", Filter.class))
                .build());
    }

    /** With a token that is got once for a run. */
    public static Program of(UserId person, WebApplicationContext console) {
        return with(token(person, console), console);
    }

    public static String token(UserId person, WebApplicationContext console) {
        return TOKENS.computeIfAbsent(person, console.getBean(People.class)::accessToken);
    }

    public static Program with(@Nullable String token, WebApplicationContext console) {
        return new Program(console, token);
    }

    /** What nearly every request says of a key. */
    public static Map<String, Object> naming(CredentialId key) {
        return Map.of("user_id", key.owner().value(), "broker", key.key());
    }

    public Reply post(String action, Object body) {
        return post(action, body, request -> request);
    }

    public Reply post(String action, Object body, UnaryOperator<MockHttpServletRequestBuilder> more) {
        var text = body instanceof String json ? json : JSON.writeValueAsString(body);
        return send(HttpMethod.POST, action, request -> more.apply(request.contentType(MediaType.APPLICATION_JSON).content(text)));
    }

    public Reply get(String action, Map<String, Object> parameters) {
        return send(HttpMethod.GET, action, request -> with(parameters, request));
    }

    public Reply delete(String action, Map<String, Object> parameters) {
        return send(HttpMethod.DELETE, action, request -> with(parameters, request));
    }

    private static MockHttpServletRequestBuilder with(Map<String, Object> parameters, MockHttpServletRequestBuilder request) {
        parameters.forEach((name, value) -> request.queryParam(name, String.valueOf(value)));
        return request;
    }

    public Reply send(HttpMethod method, String action, UnaryOperator<MockHttpServletRequestBuilder> more) {
        var request = MockMvcRequestBuilders.request(method, "/v1/credentials/" + action);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return perform(more.apply(request));
    }

    public Reply perform(RequestBuilder request) {
        var response = gateway.perform(request).getResponse();
        var bytes = response.getContentAsByteArray();
        return new Reply(response.getStatus(), bytes.length == 0 ? JSON.missingNode() : JSON.readTree(bytes), response);
    }
}
