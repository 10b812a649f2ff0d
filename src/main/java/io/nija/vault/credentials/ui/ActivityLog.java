package io.nija.vault.credentials.ui;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.audit.KeyEvents;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.Times;
import org.jspecify.annotations.Nullable;

/** Events as far as somebody has scrolled; older ones are fetched when they are wanted. */
class ActivityLog {

    private static final int AT_ONCE = 50;

    private final KeyActivity activity;
    private final @Nullable CredentialId key;
    private final List<KeyEvent> events = new ArrayList<>();
    private KeyEvents latest;

    /** @param key null for all keys */
    ActivityLog(KeyActivity activity, @Nullable CredentialId key) {
        this.activity = activity;
        this.key = key;
        latest = new KeyEvents(List.of(), null);
        fetch();
    }

    private void fetch() {
        latest = key == null ? activity.ofAll(latest.next(), AT_ONCE, Times.zone()) : activity.of(key, latest.next(), AT_ONCE, Times.zone());
        events.addAll(latest.events());
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** As many as wanted, or fewer when there are no more. */
    List<KeyEvent> range(int from, int count) {
        while (events.size() < from + count && latest.next() != null) {
            fetch();
        }
        return events.subList(Math.min(from, events.size()), Math.min(from + count, events.size()));
    }
}
