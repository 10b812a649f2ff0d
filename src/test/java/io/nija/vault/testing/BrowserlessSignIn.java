package io.nija.vault.testing;

import java.io.IOException;
import java.io.Reader;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Walks through the embedded provider's sign-in as a browser and the console would, and brings the ID token. */
public class BrowserlessSignIn {

    private static final String CALLBACK = "http://localhost:1/login/oauth2/code/nija";
    private static final Pattern HIDDEN = Pattern.compile("type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI issuer;
    private final String clientSecret;
    private final Path passwords;

    public BrowserlessSignIn(String issuer, String clientSecret, Path directory) {
        this.issuer = URI.create(issuer);
        this.clientSecret = clientSecret;
        passwords = directory.resolve("demo-people.properties");
    }

    public String idToken(String person) {
        try {
            var proof = UUID.randomUUID() + "-" + UUID.randomUUID();
            var page = get(issuer.resolve("/oauth2/authorize?" + form(Map.of("response_type", "code", "client_id", "vault-console",
                    "scope", "openid profile", "redirect_uri", CALLBACK, "code_challenge", challenge(proof), "code_challenge_method", "S256"))));
            var form = get(location(page)).body();
            var hidden = HIDDEN.matcher(form);
            if (!hidden.find()) {
                throw new IllegalStateException("No sign-in form: " + form);
            }
            var signedIn = post("/login", Map.of("username", person, "password", password(person), hidden.group(1), hidden.group(2)));
            var code = location(get(location(signedIn))).getQuery().replaceFirst("code=", "");
            var tokens = post("/oauth2/token", Map.of("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK,
                    "code_verifier", proof, "client_id", "vault-console", "client_secret", clientSecret)).body();
            return tokens.replaceFirst("(?s).*\"id_token\":\"([^\"]+)\".*", "$1");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(address).header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(issuer.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))).build(), BodyHandlers.ofString());
    }

    private URI location(HttpResponse<String> answer) {
        return issuer.resolve(answer.headers().firstValue("Location").orElseThrow(() -> new IllegalStateException(answer + answer.body())));
    }

    private String password(String person) throws IOException {
        var all = new Properties();
        try (Reader reader = Files.newBufferedReader(passwords)) {
            all.load(reader);
        }
        return all.getProperty(person);
    }

    private static String challenge(String proof) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(proof.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
