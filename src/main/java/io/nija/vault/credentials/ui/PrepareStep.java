package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.credentials.Broker;

/** What to do at the broker before the new key can be entered here. */
class PrepareStep extends RotationStep {

    /**
     * @param onOpened called when the broker's page was opened: from then on the rotation is under way
     * @param onNext   called when the person has the new key
     */
    PrepareStep(Broker broker, Runnable onOpened, Runnable onNext, Runnable onLeave) {
        super("Make the new key at " + broker.name());
        var page = keyPage(broker);
        page.getElement().addEventListener("click", click -> onOpened.run());
        var things = new OrderedList(new ListItem(new Span("Open "), page, new Span(" in another window.")),
                new ListItem("Make a new key beside the old one. Give it the permissions that the old one has and no more: trading, and never withdrawals."),
                new ListItem("Restrict it to the platform's IP addresses, if " + broker.name() + " offers that."),
                new ListItem("Leave the old key switched on. Until you have seen the new one work, it is your way back."));
        things.addClassName("things-to-do");
        if (broker.hint() != null) {
            things.addComponentAtIndex(2, new ListItem(broker.hint()));
        }
        add(things, buttons(primary("I have the new key", onNext), quiet("Not now", onLeave)));
    }
}
