package io.nija.vault.credentials.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.nija.vault.base.ConsoleException;
import io.nija.vault.base.SecretValue;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/**
 * One hidden value that its owner can look at for a moment or copy without looking.
 * <p>
 * The value never becomes part of the component's state, which Vaadin would keep in the session. The browser asks for
 * an address that works once and within seconds, fetches the value from it, and forgets it when it hides it.
 */
@Tag("secret-value")
@JsModule("./secret-value.ts")
class SecretValueField extends Component {

    private static final Duration ADDRESS_LIFE = Duration.ofSeconds(10);
    private static final String ADDRESS = "data-address";

    private final transient Supplier<SecretValue> source;
    private final transient Supplier<Boolean> mayLook;

    /**
     * @param label   what the broker calls it
     * @param source  reads the value, as the person asks for it
     * @param mayLook asked before; false when something else, such as a new sign-in, has to come first
     */
    SecretValueField(String label, String field, Supplier<SecretValue> source, Supplier<Boolean> mayLook) {
        this.source = source;
        this.mayLook = mayLook;
        getElement().setAttribute("label", label);
        getElement().setAttribute("field", field);
    }

    /** Where the browser can fetch the value, once; null when the person may not look now. */
    @ClientCallable
    private @Nullable String address() {
        if (!mayLook.get()) {
            return null;
        }
        var once = new AtomicBoolean();
        var until = Instant.now().plus(ADDRESS_LIFE);
        DownloadHandler handler = event -> answer(event, once.compareAndSet(false, true) && Instant.now().isBefore(until));
        getElement().setAttribute(ADDRESS, handler);
        var address = getElement().getAttribute(ADDRESS);
        return address;
    }

    private void answer(DownloadEvent event, boolean valid) throws IOException {
        var response = event.getResponse();
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("text/plain;charset=utf-8");
        if (!valid) {
            response.setStatus(HttpServletResponse.SC_GONE);
            return;
        }
        try {
            write(response, source.get().expose());
        } catch (ConsoleException e) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            write(response, e.getMessage());
        }
    }

    private static void write(VaadinResponse response, String text) throws IOException {
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
