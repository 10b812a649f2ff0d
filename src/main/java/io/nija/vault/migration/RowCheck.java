package io.nija.vault.migration;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Consumer;

import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.BrokerField;
import io.nija.vault.credentials.ImportedKey;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.credentials.KeyMaterial;
import org.jspecify.annotations.Nullable;

/** Makes a key out of a row, by the same rules as when a person adds one in the console. */
final class RowCheck {

    private final BrokerCatalogue catalogue;
    private final Clock clock;

    RowCheck(BrokerCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @return null when there is something wrong, which the consumer gets to know */
    @Nullable ImportedKey key(Row row, Consumer<Problem> wrong) {
        try {
            if (!row.missing().isEmpty()) {
                throw new MigrationException("Missing: " + String.join(", ", row.missing()) + ".");
            }
            var owner = new UserId(row.required(Row.USER_ID).expose());
            var id = CredentialId.parse(owner, row.required(Row.BROKER).expose());
            catalogue.get(id.broker());
            return new ImportedKey(id, new KeyMaterial(row.required(BrokerField.API_KEY), row.required(BrokerField.API_SECRET),
                    row.parameters()), createdAt(row));
        } catch (InvalidCredentialException e) {
            wrong.accept(new Problem(row.line(), field(e) + ": " + e.getMessage()));
        } catch (InvalidIdentifierException | MigrationException e) {
            wrong.accept(new Problem(row.line(), e.getMessage()));
        }
        return null;
    }

    /** Whether it has every parameter that its broker wants besides. Programs may have those from elsewhere, so it may lack some. */
    boolean isComplete(ImportedKey key) {
        return catalogue.get(key.id().broker()).fields().stream()
                .filter(field -> field.additional() && field.required())
                .allMatch(field -> key.material().additionalParams().containsKey(field.key()));
    }

    /** A parameter's name comes from the file, where anything may stand in its place. */
    private static String field(InvalidCredentialException e) {
        return switch (e.field()) {
            case BrokerField.API_KEY, BrokerField.API_SECRET, KeyMaterial.ADDITIONAL_PARAMS -> e.field();
            default -> "An additional parameter";
        };
    }

    private Instant createdAt(Row row) {
        try {
            return row.field(Row.CREATED_AT).map(SecretValue::expose).map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeParseException e) {
            throw new MigrationException("created_at is no time such as 2025-01-31T12:00:00Z.");
        }
    }
}
