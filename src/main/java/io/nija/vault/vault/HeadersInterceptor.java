package io.nija.vault.vault;

import java.io.IOException;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import io.nija.vault.base.RequestId;

/** Adds to what Spring Vault asks for the id of the caller's request, for Vault's audit log, and what keeps lagging nodes out. */
class HeadersInterceptor implements ClientHttpRequestInterceptor {

    private final ActiveNode active;

    HeadersInterceptor(ActiveNode active) {
        this.active = active;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        RequestId.current().ifPresent(id -> request.getHeaders().set(RequestId.HEADER, id));
        active.ask(request.getHeaders()::set);
        var answer = execution.execute(request, body);
        active.learn(answer.getHeaders().getFirst(ActiveNode.INDEX));
        return answer;
    }
}
