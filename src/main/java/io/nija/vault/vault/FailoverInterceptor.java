package io.nija.vault.vault;

import java.io.IOException;
import java.net.URI;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.support.HttpRequestWrapper;
import org.springframework.web.util.UriComponentsBuilder;

/** Sends what Spring Vault asks for to the {@link VaultNodes}, whichever address it was meant for. */
class FailoverInterceptor implements ClientHttpRequestInterceptor {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final VaultNodes nodes;

    FailoverInterceptor(VaultNodes nodes) {
        this.nodes = nodes;
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        return nodes.send(SAFE.contains(request.getMethod()), new VaultNodes.Request<>() {

            @Override
            public ClientHttpResponse sendTo(URI node) throws IOException {
                var answer = execution.execute(new Readdressed(request, node), body);
                if (NoActiveNodeException.isMeantBy(answer.getStatusCode().value())) {
                    answer.close();
                    throw new NoActiveNodeException();
                }
                return answer;
            }

            @Override
            public boolean failed(ClientHttpResponse answer) throws IOException {
                return answer.getStatusCode().is5xxServerError();
            }

            @Override
            public void discard(ClientHttpResponse answer) {
                answer.close();
            }
        });
    }

    private static class Readdressed extends HttpRequestWrapper {

        private final URI uri;

        Readdressed(HttpRequest request, URI address) {
            super(request);
            uri = UriComponentsBuilder.fromUri(request.getURI())
                    .scheme(address.getScheme()).host(address.getHost()).port(address.getPort())
                    .build(true).toUri();
        }

        @Override
        public URI getURI() {
            return uri;
        }
    }
}
