package io.nija.vault.requests.engine;

import io.nija.vault.base.CredentialId;
import io.nija.vault.credentials.CredentialNotFoundException;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.IndexedKeys;
import io.nija.vault.requests.BulkScope;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RefusedTextException;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSource;
import io.nija.vault.requests.Urgency;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What people ask for. */
@Component
class Asking {

    private final IndexedKeys keys;
    private final RequestStore store;
    private final Course course;
    private final Texts texts;
    private final Opening opening;

    Asking(IndexedKeys keys, RequestStore store, Course course, Texts texts, Opening opening) {
        this.keys = keys;
        this.store = store;
        this.course = course;
        this.texts = texts;
        this.opening = opening;
    }

    @Transactional
    public long ask(NewRequest wanted, Person asker) {
        boolean own = wanted.key().owner().equals(asker.id());
        if (!own && !Rules.isStaff(asker) || wanted.kind() == RequestKind.BULK_ROTATION) {
            throw new AccessDeniedException("This is not for them to ask for");
        }
        var reason = texts.reason(wanted.reason());
        var message = texts.messageIfAny(wanted.message());
        var key = usable(wanted.key(), wanted.kind());
        var source = own ? RequestSource.OWNER : asker.roles().contains(Role.SUPPORT) ? RequestSource.SUPPORT : RequestSource.ADMIN;
        long id = opening.open(key, wanted.kind(), wanted.urgency(), source, reason, asker.id(), null);
        if (message != null) {
            store.message(id, course.now(), asker.id(), !own, false, message);
            store.unread(id, own ? 1 : 0, own ? 0 : 1);
        }
        return id;
    }

    /** @throws CredentialNotFoundException when it is not there, or revoked where it must be in use */
    private CredentialSummary usable(CredentialId id, RequestKind kind) {
        var key = keys.get(id);
        if (kind != RequestKind.DESTRUCTION && key.state() != CredentialState.ACTIVE) {
            throw new RefusedTextException("The key is revoked. Restore it first.");
        }
        return key;
    }

    @Transactional
    public long askForBulk(BulkScope scope, Urgency urgency, String reason, Person asker) {
        var line = texts.reason(reason);
        if (count(scope) == 0) {
            throw new RefusedTextException("No key in use matches.");
        }
        var source = asker.roles().contains(Role.SUPPORT) ? RequestSource.SUPPORT : RequestSource.ADMIN;
        return opening.openForBulk(scope, urgency, source, line, asker.id());
    }

    /** @throws RefusedTextException when it is for anybody's keys of any broker */
    int count(BulkScope scope) {
        if (scope.broker() == null && scope.owners().isEmpty()) {
            throw new RefusedTextException("Choose a broker, or whose keys.");
        }
        return keys.countInUse(scope.broker(), scope.owners());
    }
}
