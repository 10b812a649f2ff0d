package io.nija.vault.audit.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.nija.vault.audit.AuditSummary.Facet;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import org.jspecify.annotations.Nullable;

/** What operations can be filtered by: one value each, as the address bar, the filters and the figures have it. */
enum Field {

    USER("user", "User", null),
    OWNER("owner", "Owner of the key", null),
    KEY("key", "Key", null),
    BROKER("broker", "Broker", Facet.BROKER),
    OPERATION("operation", "Operation", Facet.OPERATION),
    KIND("kind", "Kind", Facet.KIND),
    OUTCOME("outcome", "Outcome", Facet.OUTCOME),
    ROLE("role", "Role", Facet.ROLE),
    ADDRESS("address", "Address", null),
    NODE("node", "Node", Facet.SOURCE),
    REQUEST("request", "Request id", null),
    TEXT("text", "Text", null);

    private static final int LONGEST = 200;

    private final String parameter;
    private final String label;
    private final @Nullable Facet facet;

    Field(String parameter, String label, @Nullable Facet facet) {
        this.parameter = parameter;
        this.label = label;
        this.facet = facet;
    }

    String parameter() {
        return parameter;
    }

    String label() {
        return label;
    }

    /** Where its values are counted; null for those of too many values. */
    @Nullable Facet facet() {
        return facet;
    }

    static Field of(Facet facet) {
        return Arrays.stream(values()).filter(field -> field.facet == facet).findFirst().orElseThrow();
    }

    static Optional<Field> named(String parameter) {
        return Arrays.stream(values()).filter(field -> field.parameter.equalsIgnoreCase(parameter)).findFirst();
    }

    /** The value in the form that it is compared in; empty when there can be none such. */
    Optional<String> accept(String value) {
        var text = value.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return switch (this) {
            case KIND -> constant(OperationKind.values(), text);
            case OUTCOME -> constant(OperationOutcome.values(), text);
            default -> Optional.of(text);
        };
    }

    private static Optional<String> constant(Enum<?>[] values, String text) {
        var name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values).map(Enum::name).filter(name::equals).findFirst();
    }

    /** The value as people read it. */
    String words(String value) {
        return switch (this) {
            case KIND -> OperationKind.valueOf(value).label();
            case OUTCOME -> OperationOutcome.valueOf(value).label();
            default -> value;
        };
    }

    /** The value as the address has it. */
    String inAddress(String value) {
        return this == KIND || this == OUTCOME ? value.toLowerCase(Locale.ROOT).replace('_', '-') : value;
    }
}
