package io.nija.vault.credentials.ui;

import java.time.Instant;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.audit.KeyEvent.Actor;
import io.nija.vault.audit.KeyReaders.FirstRead;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.Rotation;
import io.nija.vault.credentials.Rotation.Step;
import org.jspecify.annotations.Nullable;

/** What has been done of a rotation, and when. */
class RotationTimeline extends OrderedList {

    /** @param firstRead null while nobody is known to have read the new version */
    RotationTimeline(Rotation rotation, @Nullable FirstRead firstRead) {
        addClassName("timeline");
        entry("Begun" + (rotation.request() == null ? "" : ", for request " + rotation.request()), rotation.startedAt());
        if (rotation.enteredAt() != null) {
            entry("Had the new key", rotation.enteredAt());
        }
        if (rotation.storedAt() != null) {
            entry("Stored as version " + rotation.toVersion(), rotation.storedAt());
        }
        if (firstRead != null) {
            entry("First read by " + reader(firstRead), firstRead.at());
        }
        if (rotation.endedAt() != null) {
            entry(end(rotation), rotation.endedAt());
        } else if (rotation.step() == Step.STORED) {
            var ends = entry("Grace period ends", rotation.graceUntil());
            ends.addClassName("is-ahead");
        }
    }

    private ListItem entry(String what, Instant at) {
        var when = new Span(Times.dateTime(at));
        when.addClassName("secondary");
        var item = new ListItem(new Div(new Span(what), when));
        add(item);
        return item;
    }

    private static String end(Rotation rotation) {
        return switch (rotation.step()) {
            case FINISHED -> "Finished";
            case RUN_OUT -> "Grace period over";
            case ROLLED_BACK -> "Rolled back, as version " + rotation.backVersion();
            case OVERTAKEN -> "The key was changed past it";
            case PREPARING, ENTERING, STORED, ABANDONED -> "Abandoned";
        };
    }

    /** Within a sentence. */
    static String reader(FirstRead read) {
        var who = ActivityWords.who(read.actor());
        var name = read.actor() == Actor.YOU || who.startsWith("An ") || who.startsWith("A ") || who.startsWith("The ")
                ? Character.toLowerCase(who.charAt(0)) + who.substring(1) : who;
        return read.address() == null ? name : name + " from " + read.address();
    }
}
