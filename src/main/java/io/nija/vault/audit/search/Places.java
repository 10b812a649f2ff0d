package io.nija.vault.audit.search;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.search.Narrowed.TextMatches;

/**
 * The SQL that finds where the first rows of a page are. Each way goes along an index in the order of the page and stops
 * after as many rows as the page has: along one for the user, say, or along one of each class that is wanted, of which
 * the newest are taken. So it takes as long for a rare thing as for a frequent one, and on the hundredth page as on the first.
 */
final class Places {

    /** Beyond that it takes longer to begin each than to walk through all rows, of which many are wanted then. */
    private static final int USERS_AT_MOST = 500;
    private static final int PATHS_AT_MOST = 2_000;
    private static final int ADDRESSES_AT_MOST = 20;

    private static final String PAGE = " order by o.at desc, o.id desc limit :limit";

    private final Conditions conditions;
    private final Narrowed wanted;
    private final List<Integer> allClasses;
    private final List<Integer> wrongClasses;
    private final String cursor;

    /**
     * @param allClasses   every class there is
     * @param wrongClasses those whose operations have an error
     */
    Places(Conditions conditions, Narrowed wanted, List<Integer> allClasses, List<Integer> wrongClasses, boolean first) {
        this.conditions = conditions;
        this.wanted = wanted;
        this.allClasses = allClasses;
        this.wrongClasses = wrongClasses;
        cursor = first ? "" : " and o.at <= :cursorAt and (o.at, o.id) < (:cursorAt, :cursorId)";
    }

    String sql() {
        if (conditions.has("request")) {
            return along("true");
        }
        if (wanted.paths() != null) {
            return alongEach("paths", "o.path_id = each.id", "paths");
        }
        if (wanted.user() != null) {
            return wanted.classes() == null ? along("true") : alongEach("classes", "o.class_id = each.id", "classes");
        }
        if (wanted.address() != null) {
            return alongEachClass();
        }
        if (wanted.text() != null && isFew(wanted.text())) {
            return alongText(wanted.text());
        }
        return wanted.classes() == null ? along("true") : alongEach("classes", "o.class_id = each.id", "classes");
    }

    private String along(String condition) {
        return "select o.at, o.id from audit_operation o where " + condition + " and " + conditions.all() + cursor + PAGE;
    }

    private String alongEach(String list, String condition, String... met) {
        return """
                select o.at, o.id from unnest(:%s) each (id) cross join lateral
                (select o.at, o.id from audit_operation o where %s and %s%s%s) o%s
                """.formatted(list, condition, conditions.all(met), cursor, PAGE, PAGE);
    }

    private String alongEachClass() {
        if (wanted.classes() == null) {
            conditions.parameters().addValue("classes", Conditions.array(allClasses));
        }
        return alongEach("classes", "o.class_id = each.id", "classes");
    }

    private static boolean isFew(TextMatches text) {
        return text.users().size() <= USERS_AT_MOST && text.paths().size() <= PATHS_AT_MOST && text.addresses().size() <= ADDRESSES_AT_MOST;
    }

    private String alongText(TextMatches text) {
        var parts = new ArrayList<String>();
        if (!text.users().isEmpty()) {
            parts.add(alongEach("textUsers", "o.user_id = each.id", "text"));
        }
        if (!text.paths().isEmpty()) {
            parts.add(alongEach("textPaths", "o.path_id = each.id", "text"));
        }
        if (!text.classes().isEmpty()) {
            parts.add(alongEach("textClasses", "o.class_id = each.id", "text"));
        }
        if (!text.errors().isEmpty()) {
            conditions.parameters().addValue("wrongClasses", Conditions.array(wrongClasses));
            parts.add(alongEach("wrongClasses", "o.class_id = each.id and o.error_id = any (:textErrors)", "text"));
        }
        if (!text.addresses().isEmpty()) {
            conditions.parameters().addValue("allClasses", Conditions.array(allClasses));
            parts.add("""
                    select o.at, o.id from unnest(:textAddresses) address (id) cross join unnest(:allClasses) class (id) cross join lateral
                    (select o.at, o.id from audit_operation o where o.address_id = address.id and o.class_id = class.id and %s%s%s) o%s
                    """.formatted(conditions.all("text"), cursor, PAGE, PAGE));
        }
        if (parts.isEmpty()) {
            return along("false");
        }
        // The same operation may be found more than one way.
        return "select distinct o.at, o.id from ((" + String.join(") union all (", parts) + ")) o" + PAGE;
    }
}
