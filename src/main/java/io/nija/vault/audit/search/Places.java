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
    private static final int PAIRS_AT_MOST = 5_000;

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
        this.allClasses = wanted.classes() == null ? allClasses : wanted.classes();
        this.wrongClasses = wrongClasses.stream().filter(this.allClasses::contains).toList();
        cursor = first ? "" : " and o.at <= :cursorAt and (o.at, o.id) < (:cursorAt, :cursorId)";
    }

    String sql() {
        if (conditions.has("request")) {
            return ofRequest();
        }
        if (wanted.text() != null && isFew(wanted.text())) {
            return alongText(wanted.text());
        }
        if (wanted.paths() != null) {
            return alongPaths(wanted.paths());
        }
        if (wanted.user() != null && wanted.address() != null) {
            return along("true");
        }
        if (wanted.user() != null || wanted.address() != null) {
            return alongEachClass();
        }
        return wanted.classes() == null ? along("true") : alongEach("classes", "o.class_id = each.id", "classes");
    }

    private String along(String condition) {
        return "select o.at, o.id from audit_operation o where " + condition + " and " + conditions.all() + cursor + PAGE;
    }

    /** There are few, whatever else is wanted, so nothing else may decide where to look. */
    private String ofRequest() {
        return "select o.at, o.id from (select * from audit_operation o where " + conditions.of("request") + " and " + conditions.of("time")
                + " offset 0) o where " + conditions.all("request") + cursor + PAGE;
    }

    private String alongEach(String list, String condition, String... met) {
        return """
                select o.at, o.id from unnest(:%s) each (id) cross join lateral
                (select o.at, o.id from audit_operation o where %s and %s%s%s) o%s
                """.formatted(list, condition, conditions.all(met), cursor, PAGE, PAGE);
    }

    private String alongEachClass() {
        conditions.parameters().addValue("classes", Conditions.array(allClasses));
        return alongEach("classes", "o.class_id = each.id", "classes");
    }

    private String alongPaths(List<Integer> paths) {
        if (wanted.classes() == null || wanted.user() != null || wanted.address() != null || paths.size() * wanted.classes().size() > PAIRS_AT_MOST) {
            return alongEach("paths", "o.path_id = each.id", "paths");
        }
        return alongPairs("paths", "path_id", "paths", "classes", "class_id", "classes");
    }

    private String alongPairs(String first, String firstColumn, String firstMet, String second, String secondColumn, String secondMet) {
        return """
                select o.at, o.id from unnest(:%1$s) first (id) cross join unnest(:%3$s) second (id) cross join lateral
                (select o.at, o.id from audit_operation o where o.%2$s = first.id and o.%4$s = second.id and %5$s%6$s%7$s) o%7$s
                """.formatted(first, firstColumn, second, secondColumn, conditions.all(firstMet, secondMet), cursor, PAGE);
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
            parts.add(alongEach("wrongClasses", "o.class_id = each.id and o.error_id = any (:textErrors)", "text", "classes"));
        }
        if (!text.addresses().isEmpty()) {
            conditions.parameters().addValue("allClasses", Conditions.array(allClasses));
            parts.add(alongPairs("textAddresses", "address_id", "text", "allClasses", "class_id", "classes"));
        }
        if (parts.isEmpty()) {
            return along("false");
        }
        // The same operation may be found more than one way.
        return "select distinct o.at, o.id from ((" + String.join(") union all (", parts) + ")) o" + PAGE;
    }
}
