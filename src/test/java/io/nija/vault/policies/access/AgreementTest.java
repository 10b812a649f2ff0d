package io.nija.vault.policies.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.nija.vault.policies.language.PolicyText;
import io.nija.vault.testing.ProvisionedVault;
import io.nija.vault.testing.VaultCaller;
import io.nija.vault.vault.VaultPerson;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds our reading of policies to what the real server answers, over thousands of made-up policies and paths. */
class AgreementTest {

    private static final int POLICIES = 2000;
    private static final int TOKENS = 700;
    private static final int PATHS = 60;
    private static final JsonMapper JSON = new JsonMapper();

    private static ProvisionedVault vault;
    private static VaultCaller root;
    private static VaultPerson probe;
    private static String accessor;

    @BeforeAll
    static void start() throws IOException {
        vault = ProvisionedVault.start();
        root = vault.root();
        accessor = root.send("GET", "sys/auth").body().at("/data/jwt~1/accessor").asString();
        var entity = root.send("GET", "identity/entity/name/policy-probe").body().at("/data");
        probe = new VaultPerson(entity.at("/id").asString(), "policy-probe", Map.of(), List.of(),
                List.of(new VaultPerson.Alias("", accessor, "policy-probe", Map.of(), Map.of())), List.of());
    }

    @AfterAll
    static void stop() throws IOException {
        vault.close();
    }

    @Test
    void theServerAnswersAsWeExplainForThousandsOfPoliciesAndPaths() {
        // The same ones each time; others are tried with -Dpolicies.seed.
        long seed = Long.getLong("policies.seed", 25);
        System.out.println("policies.seed=" + seed);
        var made = new RandomPolicies(seed, List.of("{{identity.entity.aliases." + accessor + ".name}}", "{{ identity.entity.name }}", "{{identity.entity.id}}",
                "{{identity.entity.metadata.team}}", "{{identity.groups.names.none.name}}"));
        var texts = new ArrayList<String>();
        while (texts.size() < POLICIES) {
            var text = made.policy();
            assertThat(write("made-" + texts.size(), text).ok()).as(text).isTrue();
            texts.add(text);
        }
        int asked = 0;
        int allowed = 0;
        for (int i = 0; i < TOKENS; i++) {
            var held = new LinkedHashSet<Integer>();
            for (int j = 0; j <= i % 4; j++) {
                held.add(made.one(IntStream.range(0, POLICIES).boxed().toList()));
            }
            var paths = Stream.generate(made::path).limit(PATHS).distinct().toList();
            var acl = acl(held.stream().map(n -> Map.entry("made-" + n, texts.get(n))).toList());
            var answers = ask(held.stream().map(n -> "made-" + n).toList(), paths);
            for (var path : paths) {
                var ours = acl.decide(path);
                assertThat(ours.capabilities()).as("seed %s, path %s, policies %s, we say %s", seed, path, held.stream().map(texts::get).toList(), ours)
                        .isEqualTo(answers.get(path));
                asked++;
                allowed += ours.capabilities().contains("deny") ? 0 : 1;
            }
        }
        System.out.println(asked + " answers, " + allowed + " of them allow something");
        assertThat(asked).isGreaterThan(20_000);
        assertThat(allowed).isGreaterThan(asked / 10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            path "a/b" { capabilities = ["read"] } path "a/*" { capabilities = ["update"] }                    | a/b
            path "a/+/c" { capabilities = ["read"] } path "a/*" { capabilities = ["update"] }                  | a/b/c
            path "a/b*" { capabilities = ["read"] } path "a/+" { capabilities = ["update"] }                   | a/bc
            path "a/+" { capabilities = ["deny"] } path "a/b" { capabilities = ["read"] }                      | a/b
            path "a" { capabilities = ["list"] } path "a/" { capabilities = ["read"] }                         | a/
            path "a" { capabilities = ["list"] } path "a/*" { capabilities = ["read"] }                        | a/
            path "a/+" { capabilities = ["list"] } path "+/b" { capabilities = ["read"] }                      | a/b/
            path "+" { capabilities = ["read"] } path "*" { capabilities = ["list"] }                          | a
            path "+/+" { capabilities = ["read"] } path "+/b" { capabilities = ["list"] }                      | a/b
            path "a" { capabilities = ["read"] } path "a" { capabilities = ["update"] }                        | a
            path "a" { capabilities = ["read"] capabilities = ["update"] }                                     | a
            path "a" { capabilities = [] } path "*" { capabilities = ["read"] }                                | a
            path "a" { capabilities = "read" }                                                                 | a
            path a { capabilities = ["read"] }                                                                 | a
            path "a" "b" { capabilities = ["read"] }                                                           | a
            path "a" = { capabilities = ["read"] }                                                             | a
            path = { "a" = { capabilities = ["read"] } }                                                       | a
            path "a${b}" { capabilities = ["read"] }                                                           | a${b}
            path "a\\"b" { capabilities = ["read"] }                                                           | a"b
            path "a" { Capabilities = ["read"] }                                                               | a
            Path "a" { capabilities = ["read"] }                                                               | a
            path "a" { capabilities = ["read"], comment = "x" }                                                | a
            path "a" { capabilities = ["read" "list"] }                                                        | a
            path "a" { capabilities = [read] }                                                                 | a
            path "a" { capabilities = ["write"] }                                                              | a
            path "a" { capability = ["read"] }                                                                 | a
            path "a+*" { capabilities = ["read"] }                                                             | a
            path "a+" { capabilities = ["read"] }                                                              | a+
            path "//a" { capabilities = ["read"] }                                                             | a
            path "a//b" { capabilities = ["read"] }                                                            | a//b
            path "a*b" { capabilities = ["read"] }                                                             | a*b
            path "a{{b" { capabilities = ["read"] }                                                            | a
            path "a}}b" { capabilities = ["read"] }                                                            | a
            path "" { capabilities = ["read"] }                                                                | a
            path "a" { capabilities = ["read"] } }                                                             | a
            path "a" { capabilities = ["read"]                                                                 | a
            other "a" { }                                                                                      | a
            {"path": [{"a": {"capabilities": ["read"]}}, {"a": {"capabilities": ["list"]}}]}                   | a
            {"path": {"a": {"policy": "write"}}, "name": "x"}                                                  | a
            {"path": {"a": {"capabilities": ["re\\u0061d"]}}}                                                  | a
            path "a" { capabilities = ["read"] expiration = "soon" }                                           | a
            path "a" { policy = "all" }                                                                        | a
            path "a" { capabilities = ["read"] control_group = { ttl = "1h" factor "x" { controlled_capabilities = ["read"] identity { group_names = ["g"] approvals = 1 } } } } | a
            """)
    void odditiesAreReadAsTheServerReadsThem(String text, String path) {
        boolean accepted = write("odd", text).ok();

        Optional<Acl> ours;
        try {
            ours = Optional.of(acl(List.of(Map.entry("odd", text))));
        } catch (RuntimeException e) {
            ours = Optional.empty();
        }
        assertThat(ours.isPresent()).as("the server takes it: " + accepted).isEqualTo(accepted);
        if (accepted) {
            assertThat(ours.orElseThrow().decide(path).capabilities()).isEqualTo(ask(List.of("odd"), List.of(path)).get(path));
        }
    }

    private static VaultCaller.Answer write(String name, String text) {
        return root.send("PUT", "sys/policies/acl/" + name, Map.of("policy", text));
    }

    private static Acl acl(List<Map.Entry<String, String>> policies) {
        var person = new Person(probe);
        return new Acl(policies.stream().flatMap(policy -> PolicyText.parse(policy.getValue()).rules().stream()
                .flatMap(rule -> person.fill(rule.path()).map(path -> new NamedRule(policy.getKey(), rule, path)).stream())).toList());
    }

    private static Map<String, Set<String>> ask(List<String> policies, List<String> paths) {
        var token = root.send("POST", "auth/token/create/policy-probe", Map.of("policies", policies, "no_default_policy", true,
                "entity_alias", "policy-probe", "ttl", "60s")).body().at("/auth/client_token").asString();
        var answer = root.send("POST", "sys/capabilities", Map.of("token", token, "paths", paths));
        var answers = new HashMap<String, Set<String>>();
        for (var path : paths) {
            answers.put(path, new TreeSet<>(Arrays.asList(JSON.convertValue(answer.body().at("/data").get(path), String[].class))));
        }
        return answers;
    }
}
