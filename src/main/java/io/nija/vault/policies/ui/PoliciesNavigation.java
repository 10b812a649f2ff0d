package io.nija.vault.policies.ui;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParam;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.audit.AuditCursor;
import org.jspecify.annotations.Nullable;

/** The one place that knows the addresses of the views of policies, and the ways from one to the other. */
final class PoliciesNavigation {

    static final String POLICIES = "policies";
    static final String NAME = "name";
    static final String POLICY = "policies/text/:" + NAME + "*";
    static final String ACCESS = "policies/access";
    static final String ZERO_KNOWLEDGE = "policies/zero-knowledge";

    static final String ROLE = "role";
    static final String HELD = "policy";
    static final String PERSON = "person";
    static final String PATH = "path";
    static final String LINE = "line";

    private static final Duration AROUND = Duration.ofSeconds(30);

    private PoliciesNavigation() {
    }

    static RouterLink policy(String name) {
        var link = new RouterLink(name, PolicyView.class, parameters(name));
        link.addClassName("text-link");
        return link;
    }

    /** To the place where a rule stands. */
    static RouterLink rule(String text, String policy, int line) {
        var link = policy(policy);
        link.setText(text);
        link.setQueryParameters(QueryParameters.of(LINE, String.valueOf(line)));
        return link;
    }

    private static RouteParameters parameters(String name) {
        return new RouteParameters(new RouteParam(NAME, name));
    }

    /** To what somebody may do. Each of the three may be null. */
    static RouterLink access(String text, @Nullable String role, @Nullable String policy, @Nullable String path) {
        var link = new RouterLink(text, AccessView.class);
        link.setQueryParameters(question(role, policy, null, path));
        link.addClassName("text-link");
        return link;
    }

    static QueryParameters question(@Nullable String role, @Nullable String policy, @Nullable String person, @Nullable String path) {
        var parameters = new LinkedHashMap<String, String>();
        put(parameters, ROLE, role);
        put(parameters, HELD, policy);
        put(parameters, PERSON, person);
        put(parameters, PATH, path);
        return QueryParameters.simple(parameters);
    }

    private static void put(Map<String, String> parameters, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            parameters.put(name, value);
        }
    }

    /** To the record of an operation in the audit. */
    static Anchor audit(String text, AuditCursor operation) {
        var link = new Anchor("audit?from=" + operation.at().minus(AROUND) + "&to=" + operation.at().plus(AROUND) + "&open=" + operation.at() + "_" + operation.id(), text);
        link.addClassName("text-link");
        return link;
    }
}
