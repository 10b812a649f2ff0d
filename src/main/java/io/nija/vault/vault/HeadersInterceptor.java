package io.nija.vault.vault;

import java.io.IOException;
import java.io.UncheckedIOException;

import io.nija.vault.base.RequestId;
import io.nija.vault.client.CallNumbers;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.vault.client.VaultHttpHeaders;

/**
 * Adds to what Spring Vault asks for the id of the caller's request and the number of the call, for Vault's audit log, and what has the active node
 * answer. Not to logins, which have no token yet: any node may answer them, and their answers always tell the index, also
 * of a Vault that would not understand the one that is known.
 */
class HeadersInterceptor implements ClientHttpRequestInterceptor {

    private final ActiveNode active;
    private final NumberedCalls calls;

    HeadersInterceptor(ActiveNode active, NumberedCalls calls) {
        this.active = active;
        this.calls = calls;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        RequestId.current().ifPresent(id -> request.getHeaders().set(RequestId.HEADER, id));
        if (request.getHeaders().containsHeader(VaultHttpHeaders.VAULT_TOKEN)) {
            active.ask(request.getHeaders()::set);
        }
        var call = calls.next(request.getMethod().name(), request.getURI().getRawPath());
        if (call != null) {
            request.getHeaders().set(CallNumbers.HEADER, call.header());
        }
        var answer = calls.watched(call, HeadersInterceptor::status, () -> execution.execute(request, body));
        active.learn(answer.getHeaders().getFirst(ActiveNode.INDEX));
        return answer;
    }

    private static int status(ClientHttpResponse answer) {
        try {
            return answer.getStatusCode().value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
