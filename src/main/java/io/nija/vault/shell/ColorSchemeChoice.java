package io.nija.vault.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import jakarta.servlet.http.Cookie;
import org.springframework.stereotype.Component;

/**
 * Light, dark or as the system has it. Vaadin forgets the choice when the page is loaded anew, so it is kept in a
 * cookie, and the page arrives in the chosen colours instead of changing to them.
 */
@Component
class ColorSchemeChoice implements VaadinServiceInitListener {

    private static final String COOKIE = "color-scheme";
    private static final int A_YEAR = 365 * 24 * 60 * 60;

    enum Choice {

        SYSTEM(ColorScheme.Value.SYSTEM, "As the system"),
        LIGHT(ColorScheme.Value.LIGHT, "Light"),
        DARK(ColorScheme.Value.DARK, "Dark");

        private final ColorScheme.Value scheme;
        private final String label;

        Choice(ColorScheme.Value scheme, String label) {
            this.scheme = scheme;
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> chosen(page.getVaadinRequest()).ifPresent(choice -> {
            var html = page.getDocument().head().parent();
            html.attr("theme", choice.scheme.getThemeValue());
            html.attr("style", "color-scheme: " + choice.scheme.getValue());
        }));
    }

    static Choice current() {
        return Optional.ofNullable(VaadinRequest.getCurrent()).flatMap(ColorSchemeChoice::chosen).orElse(Choice.SYSTEM);
    }

    static void choose(Choice choice) {
        var page = UI.getCurrent().getPage();
        page.setColorScheme(choice.scheme);
        page.executeJs("document.cookie = $0 + '=' + $1 + ';path=/;samesite=lax;max-age=' + $2 + (location.protocol === 'https:' ? ';secure' : '')",
                COOKIE, choice.name().toLowerCase(Locale.ROOT), A_YEAR);
    }

    private static Optional<Choice> chosen(VaadinRequest request) {
        return Optional.ofNullable(request.getCookies()).stream().flatMap(Arrays::stream)
                .filter(cookie -> cookie.getName().equals(COOKIE))
                .map(Cookie::getValue)
                .flatMap(value -> Arrays.stream(Choice.values()).filter(c -> c.name().equalsIgnoreCase(value)))
                .findFirst();
    }
}
