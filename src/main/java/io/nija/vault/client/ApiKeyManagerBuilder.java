package io.nija.vault.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The settings of an {@link ApiKeyManager}. The addresses are needed, and an AppRole or, for development, a token. */
public final class ApiKeyManagerBuilder {

    /** What may stand in a header. A stray line end would make the HTTP client print the value in its exception. */
    private static final Pattern HEADER = Pattern.compile("[!-~]+");

    private List<URI> addresses = List.of();
    private Login.@Nullable AppRole appRole;
    private Login.@Nullable GivenToken token;
    private @Nullable String namespace;
    private @Nullable Path caCertificates;
    private @Nullable String author;
    private int connections = 100;
    private Duration connectTimeout = Duration.ofSeconds(2);
    private Duration answerTimeout = Duration.ofSeconds(5);

    ApiKeyManagerBuilder() {
    }

    static ApiKeyManagerBuilder of(Map<String, String> environment) {
        var variables = new Variables(environment);
        variables.check();
        var builder = new ApiKeyManagerBuilder();
        variables.with("VAULT_ADDR", builder::addresses);
        variables.with("VAULT_ROLE_ID", roleId -> variables.with("VAULT_SECRET_ID", secretId -> builder.appRole(roleId, secretId)));
        variables.with("VAULT_TOKEN", builder::token);
        variables.with("VAULT_NAMESPACE", builder::namespace);
        variables.with("VAULT_CACERT", file -> builder.caCertificates(Path.of(file)));
        return builder;
    }

    /**
     * @param addresses one such as {@code https://vault:8200}, or several with commas: the next one serves when one fails
     * @throws ClientSettingsException when one is not of that form
     */
    public ApiKeyManagerBuilder addresses(String addresses) {
        this.addresses = Stream.of(addresses.split(",")).map(String::strip).filter(a -> !a.isEmpty())
                .map(ApiKeyManagerBuilder::address).toList();
        return this;
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
            boolean bare = address.getRawPath() == null || address.getRawPath().isEmpty() || address.getRawPath().equals("/");
            boolean http = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
            if (http && bare && address.getHost() != null && address.getRawUserInfo() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // As any other text that is no address.
        }
        throw new ClientSettingsException("VAULT_ADDR must be addresses such as https://vault:8200, without a path, with commas between them.");
    }

    public ApiKeyManagerBuilder appRole(String roleId, String secretId) {
        appRole = new Login.AppRole(roleId, secretId);
        return this;
    }

    /** In place of the AppRole, for development only. */
    public ApiKeyManagerBuilder token(String token) {
        this.token = new Login.GivenToken(inHeader("VAULT_TOKEN", token));
        return this;
    }

    public ApiKeyManagerBuilder namespace(String namespace) {
        this.namespace = inHeader("VAULT_NAMESPACE", namespace);
        return this;
    }

    private static String inHeader(String name, String value) {
        if (!HEADER.matcher(value).matches()) {
            throw new ClientSettingsException(name + " holds something else than visible ASCII characters.");
        }
        return value;
    }

    /** @param file PEM, one certificate or several; in place of those that Java trusts */
    public ApiKeyManagerBuilder caCertificates(Path file) {
        caCertificates = file;
        return this;
    }

    /** What is written as {@code created_by} and {@code rotated_by}; the AppRole's name by default. */
    public ApiKeyManagerBuilder author(String author) {
        this.author = author;
        return this;
    }

    /** How many requests may be under way at once: 100 by default. More wait for their turn. */
    public ApiKeyManagerBuilder connections(int connections) {
        if (connections < 1) {
            throw new ClientSettingsException("There must be at least one connection.");
        }
        this.connections = connections;
        return this;
    }

    /**
     * @param connect for a connection to one node: 2 seconds by default
     * @param answer  for one node's answer, and for a free connection: 5 seconds by default
     */
    public ApiKeyManagerBuilder timeouts(Duration connect, Duration answer) {
        connectTimeout = connect;
        answerTimeout = answer;
        return this;
    }

    /**
     * Signs in at the first call, not here.
     *
     * @throws ClientSettingsException when something is missing, or two settings contradict each other
     */
    public ApiKeyManager build() {
        if (addresses.isEmpty()) {
            throw new ClientSettingsException("No address of Vault is given.");
        }
        if (appRole != null && token != null) {
            throw new ClientSettingsException("An AppRole and a token are given. The token is for development only.");
        }
        var login = appRole != null ? appRole : token;
        if (login == null) {
            throw new ClientSettingsException("Neither an AppRole is given nor, for development, a token.");
        }
        return new ApiKeyManager(new ClientSettings(addresses, login, namespace, caCertificates, author, connections, connectTimeout, answerTimeout));
    }

    /** Variables that hold nothing count as not set, as container tools cannot unset them. */
    private record Variables(Map<String, String> environment) {

        void check() {
            if (isSet("VAULT_TOKEN") && isSet("VAULT_ROLE_ID")) {
                throw new ClientSettingsException("VAULT_TOKEN and VAULT_ROLE_ID are both set. Unset VAULT_TOKEN, "
                        + "which is for development only, unless the client is to run with that token's rights.");
            }
            var required = new ArrayList<>(List.of("VAULT_ADDR"));
            if (!isSet("VAULT_TOKEN")) {
                required.addAll(List.of("VAULT_ROLE_ID", "VAULT_SECRET_ID"));
            }
            var missing = required.stream().filter(name -> !isSet(name)).toList();
            if (!missing.isEmpty()) {
                throw new ClientSettingsException("Missing in the environment: " + String.join(", ", missing)
                        + (missing.contains("VAULT_ROLE_ID") ? " (or, for development, VAULT_TOKEN)" : ""));
            }
        }

        private boolean isSet(String name) {
            return !environment.getOrDefault(name, "").isBlank();
        }

        void with(String name, Consumer<String> setting) {
            if (isSet(name)) {
                setting.accept(environment.getOrDefault(name, "").strip());
            }
        }

        @Override
        public String toString() {
            return "Variables";
        }
    }
}
