package io.nija.vault.audit.ingest;

import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;

/** What an operation has in common with many others of its source. */
record OperationClass(String operation, OperationKind kind, String broker, OperationOutcome outcome, String role, String policies) {
}
