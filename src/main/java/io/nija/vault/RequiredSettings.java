package io.nija.vault;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import io.nija.vault.base.StartupException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/**
 * Refuses to start without the settings that have no safe default, and names each one that is missing. In the profile
 * {@code local} the embedded stack has set them before this is asked.
 */
class RequiredSettings implements EnvironmentPostProcessor, Ordered {

    private static final List<String> ADDRESS = List.of("VAULT_ADDR");
    private static final List<String> TO_SIGN_IN = List.of("OIDC_ISSUER_URI", "OIDC_CLIENT_ID");
    private static final List<String> TO_SERVE = List.of("OIDC_CLIENT_SECRET", "SPRING_DATASOURCE_URL");
    /** What the commands need that an operator runs with a token of their own, by their first words. */
    private static final List<String> OF_AN_OPERATOR = List.of("VAULT_ADDR", "VAULT_TOKEN");
    private static final List<String> APPROLE = List.of("VAULT_ROLE_ID", "VAULT_SECRET_ID");

    /** After the embedded stack. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** @throws StartupException when any is missing, or two contradict each other */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var words = List.of(environment.getProperty("nonOptionArgs", "").split(","));
        if (!isAnOperators(words) && isSet(environment, "VAULT_TOKEN") && isSet(environment, "VAULT_ROLE_ID")) {
            throw new StartupException("Not started. VAULT_TOKEN and VAULT_ROLE_ID are both set. Unset VAULT_TOKEN, "
                    + "which is for development only, unless the console is to run with that token's rights.");
        }
        var missing = required(words, environment).stream().filter(name -> !isSet(environment, name)).toList();
        if (!missing.isEmpty()) {
            throw new StartupException("Not started. Missing in the environment: " + String.join(", ", missing)
                    + ". To try the console out with everything embedded, use ./vault-console run");
        }
    }

    private static boolean isAnOperators(List<String> words) {
        return List.of("provision", "migrate", "restore").contains(words.getFirst());
    }

    private static List<String> required(List<String> words, ConfigurableEnvironment environment) {
        return switch (words.getFirst()) {
            case "migrate" -> needsNoToken(environment) ? List.of() : OF_AN_OPERATOR;
            case "provision" -> words.size() > 1 ? OF_AN_OPERATOR : join(OF_AN_OPERATOR, TO_SIGN_IN);
            // All may be lost but the store and a key. A token is asked for.
            case "restore" -> environment.containsProperty("write") ? ADDRESS : List.of();
            case "init" -> join(ADDRESS, TO_SIGN_IN);
            case "break-glass" -> ADDRESS;
            default -> join(ADDRESS, TO_SIGN_IN, TO_SERVE, isSet(environment, "VAULT_TOKEN") ? List.of() : APPROLE);
        };
    }

    /** A dry run looks at the file only, and the embedded stack brings an operator's sign-in. */
    private static boolean needsNoToken(ConfigurableEnvironment environment) {
        return !environment.containsProperty("write") || environment.acceptsProfiles(Profiles.of("local"));
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }

    private static boolean isSet(ConfigurableEnvironment environment, String variable) {
        return StringUtils.hasText(environment.getProperty(variable))
                || StringUtils.hasText(environment.getProperty(property(variable)));
    }

    private static String property(String variable) {
        int prefix = variable.startsWith("SPRING_") ? variable.lastIndexOf('_') : variable.indexOf('_');
        return variable.substring(0, prefix).replace('_', '.').toLowerCase(Locale.ROOT) + "."
                + variable.substring(prefix + 1).replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
