package io.nija.vault.requests.ui;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestAction;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestMessage;
import io.nija.vault.requests.Requests;

/** What owner and staff write to each other, the staff's notes among it, and where to write. What is being typed outlasts every change. */
class Conversation extends Section {

    private static final int LENGTH = 4000;

    private final transient Requests requests;
    private final transient Names names;
    private final transient UserId reader;
    private final transient Runnable changed;
    private final Div list = new Div();
    private final Paragraph nothing = new Paragraph("Nobody has written anything yet.");
    private final Set<Long> shown = new HashSet<>();
    private final RefusableText text = new RefusableText("Write a message", LENGTH);
    private final Select<String> templates = new Select<>();
    private final Button send = new Button("Send", click -> send(Requests::write));
    private final Button ask = new Button("Ask and wait", click -> send(Requests::askOwner));
    private final Button note = new Button("Keep as a note", click -> send(Requests::note));
    private final Div writer = new Div();
    private long number;

    /** One of the ways to write. */
    private interface Way {

        void write(Requests requests, long id, String text);
    }

    /** @param staff whether the reader is of the staff, who have templates and notes */
    Conversation(Requests requests, Names names, UserId reader, boolean staff, Runnable changed) {
        this.requests = requests;
        this.names = names;
        this.reader = reader;
        this.changed = changed;
        addClassNames("panel", "conversation");
        list.addClassName("messages");
        list.getElement().setAttribute("role", "log").setAttribute("aria-label", "Messages").setAttribute("tabindex", "0");
        nothing.addClassName("secondary");
        text.setHelperText(staff ? "Plain text. The owner reads messages, and never notes." : "Plain text. Never a key or a secret: nobody needs it, and it would be refused.");
        send.addThemeVariants(ButtonVariant.PRIMARY);
        ask.setTooltipText("The clock stands until the owner answers");
        note.setTooltipText("For the staff only");
        var buttons = new Div(send, ask, note);
        buttons.addClassName("message-buttons");
        if (staff) {
            templates(requests.templates());
            buttons.addComponentAsFirst(templates);
        }
        writer.addClassName("message-writer");
        writer.add(text, buttons);
        add(new H2("Conversation"), nothing, list, writer);
    }

    private void templates(Map<String, String> texts) {
        templates.setPlaceholder("Insert a template");
        templates.setAriaLabel("Insert a template");
        templates.setItems(texts.keySet());
        templates.addValueChangeListener(change -> {
            if (change.getValue() != null) {
                var typed = text.getValue();
                text.setValue(typed.isBlank() ? texts.get(change.getValue()) : typed.stripTrailing() + "\n" + texts.get(change.getValue()));
                templates.clear();
                text.focus();
            }
        });
    }

    private void send(Way how) {
        if (text.send("Write something first.", words -> how.write(requests, number, words))) {
            text.clear();
            changed.run();
        }
    }

    /** Adds what is new, so that whoever reads stays where they are. */
    void show(RequestDetail request) {
        number = request.summary().id();
        request.messages().stream().filter(message -> shown.add(message.id())).forEach(message -> list.add(bubble(message)));
        nothing.setVisible(request.messages().isEmpty());
        list.setVisible(!request.messages().isEmpty());
        var may = request.may();
        send.setVisible(may.contains(RequestAction.WRITE));
        ask.setVisible(may.contains(RequestAction.ASK_OWNER));
        note.setVisible(may.contains(RequestAction.NOTE));
        writer.setVisible(List.of(send, ask, note).stream().anyMatch(Button::isVisible));
        text.setLabel(send.isVisible() ? "Write a message" : "Write a note");
    }

    private Div bubble(RequestMessage message) {
        var who = new Span(names.of(message.person()) + (message.staff() && !message.person().equals(reader) ? " (staff)" : ""));
        who.addClassName("message-who");
        var when = new Span(Times.dateTime(message.at()));
        when.addClassName("secondary");
        var head = new Div(who, when);
        head.addClassName("message-head");
        if (message.internal()) {
            var mark = new Span("Note for the staff");
            mark.addClassName("message-mark");
            head.addComponentAtIndex(1, mark);
        }
        var words = new Paragraph(message.text());
        words.addClassName("message-text");
        var bubble = new Div(head, words);
        bubble.addClassName("message");
        bubble.setClassName("message-own", message.person().equals(reader));
        bubble.setClassName("message-note", message.internal());
        return bubble;
    }
}
