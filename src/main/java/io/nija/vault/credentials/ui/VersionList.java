package io.nija.vault.credentials.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyVersion;

/** The versions of a key, newest first: when, by whom, how it came about, and what can be done with an older one. */
class VersionList extends OrderedList {

    private final transient KeyDetail key;
    private final transient Consumer<KeyVersion> onRollBack;
    private final transient Consumer<KeyVersion> onCompare;

    VersionList(KeyDetail key, Consumer<KeyVersion> onRollBack, Consumer<KeyVersion> onCompare) {
        this.key = key;
        this.onRollBack = onRollBack;
        this.onCompare = onCompare;
        addClassName("versions");
        key.versions().forEach(version -> add(item(version)));
    }

    private ListItem item(KeyVersion version) {
        var number = new Span("v" + version.number());
        number.addClassName("version-number");
        var what = new Span(words(version));
        var when = Times.agoText(version.writtenAt());
        when.setText(Times.dateTime(version.writtenAt()) + " · " + Times.ago(version.writtenAt()));
        when.addClassName("secondary");
        var texts = new Div(what, when);
        texts.addClassName("version-texts");
        var end = new Div();
        end.addClassName("version-actions");
        boolean current = version.number() == key.summary().version();
        if (current && key.summary().state() == CredentialState.ACTIVE) {
            var badge = new Badge("In use");
            badge.addThemeVariants(BadgeVariant.SUCCESS);
            end.add(badge);
        } else if (version.state() == KeyVersion.State.DESTROYED) {
            end.add(new Badge("Destroyed"));
        } else if (version.state() == KeyVersion.State.LIVE) {
            end.add(button("Compare", "Compare version " + version.number(), () -> onCompare.accept(version)),
                    button("Roll back", "Roll back to version " + version.number(), () -> onRollBack.accept(version)));
        }
        return new ListItem(number, texts, end);
    }

    private static Button button(String text, String ariaLabel, Runnable action) {
        var button = new Button(text, click -> action.run());
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        button.setAriaLabel(ariaLabel);
        return button;
    }

    private static String words(KeyVersion version) {
        var by = version.author() == null ? "" : " by " + version.author();
        return switch (version.origin().kind()) {
            case ADDED -> "Added" + by;
            case ROTATED -> "Rotated" + by;
            case ROLLED_BACK -> "Rolled back" + version.origin().source().map(from -> " to v" + from).orElse("") + by;
            // What was noted about a destroyed version was taken off with it.
            case UNKNOWN -> version.state() == KeyVersion.State.DESTROYED
                    ? "Destroyed" : "Written by other means than this console";
        };
    }
}
