package io.nija.vault.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** The provider's sign-in page: who there is to try the console as, and a form. It works without JavaScript. */
class SignInPage extends HttpServlet {

    static final String PATH = "/login";
    static final String STYLES = "/login.css";

    /** A browser also holds the redirect that answers the form to {@code form-action}, hence the console's addresses. */
    static final String CONTENT_POLICY = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; "
            + "form-action 'self' http://localhost:* http://127.0.0.1:*";

    private final transient DemoPeople people;
    private final String page = resource("sign-in.html");
    private final String styles = resource("sign-in.css");

    SignInPage(DemoPeople people) {
        this.people = people;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        switch (request.getServletPath()) {
            case PATH -> write(response, "text/html", page(request));
            case STYLES -> write(response, "text/css", styles);
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private static void write(HttpServletResponse response, String type, String text) throws IOException {
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(text);
    }

    private String page(HttpServletRequest request) {
        var chosen = people.named(String.valueOf(request.getParameter("person"))).map(DemoPerson::name).orElse("");
        var token = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
        return page
                .replace("{{message}}", message(request))
                .replace("{{people}}", people.all().stream().map(person -> choice(person, chosen)).collect(Collectors.joining("\n")))
                .replace("{{name}}", chosen)
                .replace("{{focus-name}}", chosen.isEmpty() ? "autofocus" : "")
                .replace("{{focus-password}}", chosen.isEmpty() ? "" : "autofocus")
                .replace("{{csrf-name}}", HtmlUtils.htmlEscape(token.getParameterName()))
                .replace("{{csrf-value}}", HtmlUtils.htmlEscape(token.getToken()));
    }

    private static String message(HttpServletRequest request) {
        if (request.getParameter("error") != null) {
            return "<p class=\"message\" role=\"alert\">That name and password do not match.</p>";
        }
        return request.getParameter("stale") == null ? ""
                : "<p class=\"message\" role=\"alert\">This page had become stale. Please sign in again.</p>";
    }

    private static String choice(DemoPerson person, String chosen) {
        return "<li><a href=\"%s?person=%s\"%s><b>%s</b> <span>%s</span></a></li>".formatted(PATH, person.name(),
                person.name().equals(chosen) ? " aria-current=\"true\"" : "", person.name(), person.role());
    }

    private static String resource(String name) {
        try (InputStream stream = SignInPage.class.getResourceAsStream("/local/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing in the application");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
