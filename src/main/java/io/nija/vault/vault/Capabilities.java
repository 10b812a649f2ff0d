package io.nija.vault.vault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.nija.vault.base.SecretValue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Asks Vault what a set of policies allows. The answer is Vault's own, got for a token that nobody can use: see
 * {@code src/docs/decisions/policies-are-asked-by-tokens-that-nobody-can-use.md}.
 */
@Component
public class Capabilities {

    /** The name of the person for whom Vault fills in templated policies. */
    public static final String PERSON = PolicyProbe.PERSON;

    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int PATHS_A_CALL = 250;

    private final VaultCalls vault;
    private final Cache<Set<String>, SecretValue> tokens = Caffeine.newBuilder()
            .expireAfterWrite(LIFE.dividedBy(2)).maximumSize(500).build();

    @Autowired
    Capabilities(ConsoleVault console) {
        this(console.calls());
    }

    Capabilities(VaultCalls vault) {
        this.vault = vault;
    }

    /**
     * What Vault says that a token with these policies, and no others, may do at each path, in Vault's words, such as
     * {@code read}; {@code deny} alone when it may do nothing. Names of policies that do not exist count for nothing.
     *
     * @throws VaultException        when Vault does not answer or refuses
     * @throws IllegalStateException when it does not make such a token, as for {@code root}
     */
    public Map<String, Set<String>> of(Collection<String> policies, Collection<String> paths) {
        var names = new TreeSet<>(policies);
        var answers = new HashMap<String, Set<String>>();
        if (names.isEmpty()) {
            paths.forEach(path -> answers.put(path, Set.of("deny")));
            return answers;
        }
        var all = new ArrayList<>(new TreeSet<>(paths));
        for (int from = 0; from < all.size(); from += PATHS_A_CALL) {
            answers.putAll(ask(names, all.subList(from, Math.min(from + PATHS_A_CALL, all.size()))));
        }
        return answers;
    }

    private Map<String, Set<String>> ask(Set<String> policies, List<String> paths) {
        var token = tokens.get(policies, this::token);
        var data = vault.call(v -> v.write("sys/capabilities", Map.of("token", token.expose(), "paths", paths))).getRequiredData();
        var answers = new HashMap<String, Set<String>>();
        for (var path : paths) {
            if (!(data.get(path) instanceof Collection<?> capabilities)) {
                throw new IllegalStateException("Vault did not say what is allowed at " + path);
            }
            answers.put(path, new TreeSet<>(capabilities.stream().map(String::valueOf).toList()));
        }
        return answers;
    }

    private SecretValue token(Set<String> policies) {
        var request = Map.of("policies", List.copyOf(policies), "no_default_policy", true, "entity_alias", PolicyProbe.PERSON,
                "ttl", LIFE.toSeconds() + "s");
        var auth = vault.call(v -> v.write("auth/token/create/" + PolicyProbe.ROLE, request)).getAuth();
        return SecretValue.of(auth.get("client_token").toString());
    }
}
