package io.nija.vault;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.nija.vault.base.StartupException;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Refuses to start without the settings that have no safe default, and names each one that is missing. In the profile
 * {@code local} the embedded stack has set them before this is asked.
 */
class RequiredSettings implements EnvironmentPostProcessor, Ordered {

    private static final List<String> ALWAYS = List.of("VAULT_ADDR", "OIDC_ISSUER_URI", "OIDC_CLIENT_ID");
    private static final List<String> TO_PROVISION = List.of("VAULT_TOKEN");
    private static final List<String> TO_SERVE = List.of("OIDC_CLIENT_SECRET", "SPRING_DATASOURCE_URL");
    private static final List<String> APPROLE = List.of("VAULT_ROLE_ID", "VAULT_SECRET_ID");

    /** After the embedded stack. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    /** @throws StartupException when any is missing, or two contradict each other */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (isSet(environment, "VAULT_TOKEN") && isSet(environment, "VAULT_ROLE_ID")) {
            throw new StartupException("Not started. VAULT_TOKEN and VAULT_ROLE_ID are both set. Unset VAULT_TOKEN, "
                    + "which is for development only, unless the console is to run with that token's rights.");
        }
        var missing = required(environment).stream().filter(name -> !isSet(environment, name)).toList();
        if (!missing.isEmpty()) {
            throw new StartupException("Not started. Missing in the environment: " + String.join(", ", missing)
                    + ". To try the console out with everything embedded, use ./vault-console run");
        }
    }

    private static List<String> required(ConfigurableEnvironment environment) {
        var names = new ArrayList<>(ALWAYS);
        if ("provision".equals(environment.getProperty("nonOptionArgs"))) {
            names.addAll(TO_PROVISION);
            return names;
        }
        names.addAll(TO_SERVE);
        if (!isSet(environment, "VAULT_TOKEN")) {
            names.addAll(APPROLE);
        }
        return names;
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
