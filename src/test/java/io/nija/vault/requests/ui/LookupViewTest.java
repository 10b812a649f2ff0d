package io.nija.vault.requests.ui;

import java.time.ZoneOffset;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.textfield.TextField;
import io.nija.vault.audit.KeyActivity;
import io.nija.vault.audit.KeyEvent;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.testing.PageText;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Support looks a person up: with a reason, seeing metadata, and seen by that person. */
class LookupViewTest extends RequestsViewTest {

    @Autowired
    KeyActivity activity;

    private void look() {
        as(SAM);
        visit("lookup");
        test(find(TextField.class).single()).setValue("alic");
        test(find(Button.class).withCondition(button -> "Look at the keys of alice".equals(button.getAriaLabel().orElse(""))).single()).click();
    }

    private String card() {
        return find(ListItem.class).all().stream().map(PageText::of).filter(text -> text.contains(key.name().orElseThrow().value())).findFirst().orElseThrow();
    }

    @Test
    void aReasonComesFirstAndThenMetadataOnly() {
        look();
        inTheDialog("Look");
        assertThat(field("Reason").isInvalid()).isTrue();
        assertThat(PageText.of(dialog())).contains("alice sees that support looked");
        assertThat(page()).doesNotContain(key.name().orElseThrow().value());
        type("Reason", "They called about a failing key");
        inTheDialog("Look");

        assertThat(card()).contains("Kraken", "Active", "Version", "Values are from", "Last used", "Ask for a rotation");
        assertThat(page()).contains("This look-up is on record.").doesNotContain("k".repeat(16), "s".repeat(16));
        await().pollInSameThread().untilAsserted(() -> {
            people.signIn(ALICE);
            assertThat(activity.ofAll(null, 50, ZoneOffset.UTC).events())
                    .anyMatch(event -> event.actor() == KeyEvent.Actor.SUPPORT && event.deed() == KeyEvent.Deed.LOOKED_AT_METADATA);
        });
    }

    @Test
    void fromThereTheOwnerIsAskedForARotation() {
        look();
        type("Reason", "Reminder by phone");
        inTheDialog("Look");
        test(find(Button.class).withCondition(button -> ("Ask for a rotation of Kraken · " + key.name().orElseThrow()).equals(button.getAriaLabel().orElse(""))).single()).click();
        type("Why", "It is a year old");
        inTheDialog("Ask the owner");

        assertThat(getCurrentView()).isInstanceOf(RequestView.class);
        assertThat(page()).contains("Asked for by support", "It is the owner’s turn");
        as(ALICE);
        assertThat(requests.own()).anyMatch(request -> key.equals(request.key()) && request.state() == RequestState.READY_TO_ROTATE);
    }

    @Test
    void anOpenRequestOfAKeyIsNamed() {
        long id = asked(RequestKind.ROTATION);
        look();
        type("Reason", "They called");
        inTheDialog("Look");

        assertThat(card()).contains("Request " + id + ": Open").doesNotContain("Ask for a rotation");
    }

    @Test
    void whomNobodyKnowsIsNotFound() {
        as(SAM);
        visit("lookup");
        test(find(TextField.class).single()).setValue("nobody-of-that-id");

        assertThat(page()).contains("Nobody matches");
    }
}
