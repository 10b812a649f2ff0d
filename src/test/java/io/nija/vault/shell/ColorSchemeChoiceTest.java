package io.nija.vault.shell;

import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import io.nija.vault.testing.ViewTest;
import jakarta.servlet.http.Cookie;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** The page arrives in the colours that the cookie names. */
class ColorSchemeChoiceTest extends ViewTest {

    @ParameterizedTest
    @CsvSource({ "dark, dark, dark", "light, light, light", "DARK, dark, dark", "system, light-dark, light dark" })
    void thePageIsMarkedAsTheCookieSays(String cookie, String theme, String scheme) {
        var html = pageWith(new Cookie("color-scheme", cookie));

        assertThat(html.attr("theme")).isEqualTo(theme);
        assertThat(html.attr("style")).isEqualTo("color-scheme: " + scheme);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "none", "dark;x", "\"><script>" })
    void anythingElseInTheCookieCountsForNothing(String cookie) {
        assertThat(pageWith(new Cookie("color-scheme", cookie)).attributes()).isEmpty();
    }

    @Test
    void withoutACookieThePageIsLeftAsItIs() {
        assertThat(pageWith(new Cookie("theme", "dark")).attributes()).isEmpty();
    }

    private static Element pageWith(Cookie cookie) {
        var request = new MockHttpServletRequest();
        request.setCookies(cookie);
        var document = Jsoup.parse("<!doctype html><html><head></head><body></body></html>");
        VaadinService.getCurrent().modifyIndexHtmlResponse(
                new IndexHtmlResponse(new VaadinServletRequest(request, (VaadinServletService) VaadinService.getCurrent()), VaadinResponse.getCurrent(), document));
        return document.head().parent();
    }
}
