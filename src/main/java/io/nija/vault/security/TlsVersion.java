package io.nija.vault.security;

import java.util.Arrays;

import org.apache.catalina.connector.Connector;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.TomcatConnectorCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * TLS 1.3 and nothing older, where the console ends TLS itself ({@code server.ssl…}) and no proxy does. It is no setting, as a setting
 * below {@code server.ssl} alone would switch TLS on.
 */
@Component
@ConditionalOnWebApplication
class TlsVersion implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, TomcatConnectorCustomizer {

    private static final String ONLY = "TLSv1.3";

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addConnectorCustomizers(this);
    }

    @Override
    public void customize(Connector connector) {
        Arrays.stream(connector.findSslHostConfigs()).forEach(host -> host.setProtocols(ONLY));
    }
}
