package io.nija.vault.requests.ui;

import java.time.Instant;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import io.nija.vault.base.ui.Times;
import io.nija.vault.requests.RequestSummary;
import org.jspecify.annotations.Nullable;

/** How much time the staff have left by the service level, ticking; it stands while it is the owner's turn. The element is in frontend/. */
@Tag("service-clock")
@JsModule("./service-clock.ts")
class ServiceClock extends Component {

    ServiceClock(RequestSummary request) {
        getElement().setAttribute("role", "timer");
        show(request);
    }

    final void show(RequestSummary request) {
        var answer = request.answerDue();
        var due = answer == null ? request.due() : answer;
        if (!request.state().live()) {
            stand("Ended " + Times.ago(request.changed()), request.changed());
        } else if (request.state().withOwner() || due == null) {
            stand("Stands: owner’s turn", null);
        } else {
            getElement().setAttribute("now", String.valueOf(Instant.now().toEpochMilli())).setAttribute("due", String.valueOf(due.toEpochMilli()))
                    .setAttribute("what", answer == null ? "Done" : "Answer").setAttribute("title", (answer == null ? "To be done by " : "To be answered by ") + Times.dateTime(due));
        }
    }

    private void stand(String word, @Nullable Instant when) {
        getElement().removeAttribute("due").setAttribute("standing", word);
        if (when == null) {
            getElement().removeAttribute("title");
        } else {
            getElement().setAttribute("title", Times.dateTime(when));
        }
    }
}
