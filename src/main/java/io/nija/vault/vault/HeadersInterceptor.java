package io.nija.vault.vault;

import java.io.IOException;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import io.nija.vault.base.RequestId;

/** Adds to what Spring Vault asks for the id of the caller's request, for Vault's audit log, and what makes reads fresh. */
class HeadersInterceptor implements ClientHttpRequestInterceptor {

    private final FreshReads fresh;

    HeadersInterceptor(FreshReads fresh) {
        this.fresh = fresh;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        RequestId.current().ifPresent(id -> request.getHeaders().set(RequestId.HEADER, id));
        if (HttpMethod.GET.equals(request.getMethod())) {
            fresh.ask(request.getHeaders()::set);
        }
        var answer = execution.execute(request, body);
        fresh.learn(answer.getHeaders().getFirst(FreshReads.INDEX));
        return answer;
    }
}
