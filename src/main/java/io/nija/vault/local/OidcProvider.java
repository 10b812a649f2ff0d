package io.nija.vault.local;

import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;

/**
 * The embedded OIDC provider: a web server and a Spring context of its own, in the console's process. It is no second
 * {@code SpringApplication}, as that would set up logging, read the console's settings and start this stack once more.
 */
final class OidcProvider implements AutoCloseable {

    private final AnnotationConfigServletWebServerApplicationContext context;

    /** Returns when it serves. */
    OidcProvider(OidcSettings settings) {
        context = new AnnotationConfigServletWebServerApplicationContext();
        context.registerBean(OidcSettings.class, () -> settings);
        context.register(OidcConfiguration.class, OidcClients.class);
        context.refresh();
    }

    @Override
    public void close() {
        context.close();
    }
}
