package io.nija.vault.vault;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.http.client.support.HttpRequestWrapper;

/**
 * Sends each request to the Vault node that answered last and moves on to the next address when that one fails. A
 * request that never reached a node may always go to another. One that may have been carried out is repeated only when
 * repeating cannot do harm: a read or a list, never a write.
 */
class FailoverInterceptor implements ClientHttpRequestInterceptor {

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final List<URI> addresses;
    private final AtomicInteger preferred = new AtomicInteger();

    FailoverInterceptor(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    @Override
    public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        int first = preferred.get();
        for (int attempt = 0;; attempt++) {
            int index = (first + attempt) % addresses.size();
            boolean last = attempt == addresses.size() - 1;
            try {
                var response = execution.execute(new Readdressed(request, addresses.get(index)), body);
                if (last || !isAnotherNodeBetter(request, response)) {
                    preferred.set(index);
                    return response;
                }
                response.close();
            } catch (IOException e) {
                // When our own pool is empty, another address is no help.
                if (last || e instanceof ConnectionRequestTimeoutException
                        || !(neverSent(e) || SAFE.contains(request.getMethod()))) {
                    throw e;
                }
            }
        }
    }

    /** A sealed or just stepped-down node refuses before it does anything, but a 5xx alone does not prove it. */
    private static boolean isAnotherNodeBetter(HttpRequest request, ClientHttpResponse response) throws IOException {
        return response.getStatusCode().is5xxServerError() && SAFE.contains(request.getMethod());
    }

    /** Whether the failure shows that no node got the request. */
    static boolean neverSent(@Nullable Throwable e) {
        return e instanceof ConnectException || e instanceof UnknownHostException
                || e instanceof NoRouteToHostException || e instanceof ConnectTimeoutException
                || e instanceof ConnectionRequestTimeoutException;
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
