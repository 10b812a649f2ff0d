package io.nija.vault.security;

import java.security.SecureRandom;
import java.util.Base64;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * What a page may load and run: what comes from here, and of what stands in the page itself only what was there when it left the server,
 * which has that answer's own number. See {@code src/docs/decisions/what-a-page-may-load-and-run.md}.
 */
@Component
@ConditionalOnWebApplication
class ContentPolicy implements VaadinServiceInitListener {

    private static final String HEADER = "Content-Security-Policy";

    /** Flow runs what the server sends it as text, and the styles of Vaadin's components stand in the page: hence the two "unsafe". */
    private static final String PAGE = "default-src 'none'; script-src 'self' 'nonce-%s' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
            + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /** Vaadin's development server puts more into the page, and talks to it in its own way. */
    private static final String WHILE_DEVELOPING = "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self' ws:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void serviceInit(ServiceInitEvent event) {
        boolean production = event.getSource().getDeploymentConfiguration().isProductionMode();
        event.addIndexHtmlRequestListener(production ? this::restrict
                : page -> page.getVaadinResponse().setHeader(HEADER, WHILE_DEVELOPING));
    }

    private void restrict(IndexHtmlResponse page) {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        page.getDocument().select("script").attr("nonce", nonce);
        page.getVaadinResponse().setHeader(HEADER, PAGE.formatted(nonce));
        // Vaadin would let pages of this site frame it.
        page.getVaadinResponse().setHeader("X-Frame-Options", "DENY");
    }
}
