package io.nija.vault.vault;

import java.util.List;

import io.nija.vault.base.UnpooledJson;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.vault.authentication.SessionManager;
import org.springframework.vault.client.VaultEndpoint;
import org.springframework.vault.client.VaultEndpointProvider;
import org.springframework.vault.core.VaultTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/** Spring Vault with {@link UnpooledJson}, which it has no setting for. */
class UnpooledTemplate extends VaultTemplate {

    private static final JacksonJsonHttpMessageConverter JSON = new JacksonJsonHttpMessageConverter(UnpooledJson.mapper());

    UnpooledTemplate(VaultEndpoint endpoint, ClientHttpRequestFactory requests, SessionManager session) {
        super(endpoint, requests, session);
    }

    static RestTemplate unpooled(RestTemplate template) {
        exchange(template.getMessageConverters());
        return template;
    }

    private static void exchange(List<HttpMessageConverter<?>> converters) {
        if (converters.stream().noneMatch(JacksonJsonHttpMessageConverter.class::isInstance)) {
            throw new IllegalStateException("Spring Vault reads JSON by something else than is known here");
        }
        converters.replaceAll(converter -> converter instanceof JacksonJsonHttpMessageConverter ? JSON : converter);
    }

    private static RestClient unpooled(RestClient client) {
        return client.mutate().configureMessageConverters(all -> all.configureMessageConvertersList(UnpooledTemplate::exchange)).build();
    }

    @Override
    protected RestTemplate doCreateRestTemplate(VaultEndpointProvider endpoint, ClientHttpRequestFactory requests) {
        return unpooled(super.doCreateRestTemplate(endpoint, requests));
    }

    @Override
    protected RestTemplate doCreateSessionTemplate(VaultEndpointProvider endpoint, ClientHttpRequestFactory requests) {
        return unpooled(super.doCreateSessionTemplate(endpoint, requests));
    }

    @Override
    protected RestClient doCreateRestClient(VaultEndpointProvider endpoint, ClientHttpRequestFactory requests) {
        return unpooled(super.doCreateRestClient(endpoint, requests));
    }

    @Override
    protected RestClient doCreateSessionClient(VaultEndpointProvider endpoint, ClientHttpRequestFactory requests) {
        return unpooled(super.doCreateSessionClient(endpoint, requests));
    }
}
