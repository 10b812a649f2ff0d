package io.nija.vault.alerts.ui;

import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.nija.vault.alerts.Alerts;
import io.nija.vault.alerts.Silence;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.EmptyState;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Times;
import io.nija.vault.delivery.Undelivered;
import org.jspecify.annotations.Nullable;

/** What mail and webhook are not told, and what they could not be told. */
class SilenceList extends Div {

    private final transient Alerts alerts;
    private transient @Nullable Object shown;

    SilenceList(Alerts alerts) {
        this.alerts = alerts;
        addClassName("silences");
    }

    /** @param titles of the rules by their names */
    void show(List<Silence> silences, List<Undelivered> undelivered, Map<String, String> titles) {
        var content = List.of(silences, undelivered);
        if (content.equals(shown)) {
            return;
        }
        shown = content;
        removeAll();
        if (silences.isEmpty() && undelivered.isEmpty()) {
            add(new EmptyState(VaadinIcon.VOLUME_UP, "Nothing is silenced", "Every alert is told, and every letter has arrived."));
            return;
        }
        if (!silences.isEmpty()) {
            add(list(silences.stream().map(silence -> item(silence, titles.getOrDefault(silence.rule(), silence.rule()))).toList()));
        }
        if (!undelivered.isEmpty()) {
            add(new H2("Not arrived"), new Paragraph("These letters are tried again after ever longer times, and given up after a day."),
                    list(undelivered.stream().map(message -> item(message, titles.getOrDefault(message.about(), message.about()))).toList()));
        }
    }

    private static UnorderedList list(List<ListItem> items) {
        var list = new UnorderedList(items.toArray(ListItem[]::new));
        list.addClassNames("panel", "rule-list");
        return list;
    }

    private ListItem item(Silence silence, String title) {
        var end = new Button("End", click -> {
            if (Attempt.to(() -> alerts.endSilence(silence.id()))) {
                Notices.done("The silence has ended.");
            }
        });
        end.addThemeVariants(ButtonVariant.SMALL);
        end.setAriaLabel("End the silence: " + title);
        return new ListItem(texts(title + (silence.subject() == null ? "" : ": only " + silence.subject()),
                silence.reason() + " · " + silence.person() + " · until " + Times.dateTime(silence.until())), end);
    }

    private ListItem item(Undelivered message, String title) {
        var item = new ListItem(texts(title + ", by " + message.channel().label() + " to " + message.recipient().replace(",", ", "), Times.dateTime(message.at()) + " · " + message.attempts()
                + (message.attempts() == 1 ? " attempt" : " attempts") + (message.gaveUp() ? ", given up" : "") + " · " + message.error()));
        if (message.gaveUp()) {
            var again = new Button("Send again", click -> {
                if (Attempt.to(() -> alerts.sendAgain(message))) {
                    Notices.done("It is on its way again.");
                }
            });
            again.addThemeVariants(ButtonVariant.SMALL);
            again.setAriaLabel("Send again: " + title);
            item.add(again);
        }
        return item;
    }

    private static Div texts(String first, String second) {
        var title = new Span(first);
        title.addClassName("alert-text");
        var more = new Span(second);
        more.addClassName("secondary");
        var texts = new Div(title, more);
        texts.addClassName("alert-texts");
        return texts;
    }
}
