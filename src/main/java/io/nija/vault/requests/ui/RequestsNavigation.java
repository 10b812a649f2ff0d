package io.nija.vault.requests.ui;

import java.util.Optional;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.ViewLink;
import io.nija.vault.requests.RequestFilter;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestSummary;

/** The one place that knows the addresses of the views of requests, and those of a key's that they lead to. */
final class RequestsNavigation {

    static final String QUEUE = "requests";
    static final String REQUEST = "requests/:" + RequestsNavigation.NUMBER;
    static final String COMPLETE = REQUEST + "/complete";
    static final String REPORTS = "requests/reports";
    static final String MINE = "my-requests";
    static final String LOOKUP = "lookup";

    private static final String NUMBER = "number";
    private static final String CODE = "code";
    private static final String PERSON = "person";
    private static final String KEY = "ask";
    private static final String KEY_PAGE = "keys/";

    private RequestsNavigation() {
    }

    /** Links to the queue and the reports, on both of them. */
    static Component links() {
        var links = new Nav(link("Queue", QueueView.class), link("Reports", ReportsView.class));
        links.addClassName("view-links");
        links.setAriaLabel("Requests");
        return links;
    }

    private static RouterLink link(String text, Class<? extends Component> view) {
        var link = new RouterLink(text, view);
        link.setHighlightCondition(HighlightConditions.sameLocation());
        return link;
    }

    static void toQueue(RequestFilter filter) {
        UI.getCurrent().navigate(QueueView.class, QueueAddress.of(filter));
    }

    static void toRequest(long number) {
        UI.getCurrent().navigate(RequestView.class, parameters(number));
    }

    static RouterLink linkToRequest(String text, long number) {
        var link = new RouterLink(text, RequestView.class, parameters(number));
        link.addClassName("text-link");
        return link;
    }

    /** To where its owner asks for help with a key. */
    static void toAsk(CredentialId key) {
        UI.getCurrent().navigate(MyRequestsView.class, QueryParameters.of(KEY, key.key()));
    }

    /** The own key with which an address asks for help; empty when it names none that there could be. */
    static Optional<CredentialId> key(QueryParameters parameters, UserId owner) {
        try {
            return parameters.getSingleParameter(KEY).map(key -> CredentialId.parse(owner, key));
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    /** Takes the key out of the address, so that nothing is asked for when the page is loaded again. */
    static void forgetKey(UI page) {
        page.getPage().getHistory().replaceState(null, MINE);
    }

    static void toReports(ReportSpan span) {
        UI.getCurrent().navigate(ReportsView.class, span.address());
    }

    static void toLookup() {
        UI.getCurrent().navigate(LookupView.class);
    }

    static RouterLink linkToLookup(String text, UserId person) {
        var link = new RouterLink(text, LookupView.class);
        link.setQueryParameters(QueryParameters.of(PERSON, person.value()));
        link.addClassName("text-link");
        return link;
    }

    /** The owner's own page of the key. */
    static ViewLink linkToKey(String text, CredentialId key) {
        return new ViewLink(KEY_PAGE + key.key(), text);
    }

    private static RouteParameters parameters(long number) {
        return new RouteParameters(NUMBER, String.valueOf(number));
    }

    /** The request that an address is about; empty for what is no number. */
    static Optional<Long> number(RouteParameters parameters) {
        return parameters.get(NUMBER).filter(number -> number.matches("\\d{1,18}")).map(Long::valueOf);
    }

    static Optional<String> code(QueryParameters parameters) {
        return parameters.getSingleParameter(CODE).filter(code -> !code.isBlank());
    }

    /** Takes the code out of the address, so that it stays in no history. */
    static void forgetCode(UI page, long number) {
        // Without a call back, which would come in again by the address without the code.
        page.getPage().getHistory().replaceState(null, QUEUE + "/" + number + "/complete", false);
    }

    /** The person that an address asks for; empty when it names none that there could be. */
    static Optional<UserId> person(QueryParameters parameters) {
        try {
            return parameters.getSingleParameter(PERSON).map(UserId::new);
        } catch (InvalidIdentifierException e) {
            return Optional.empty();
        }
    }

    /** Where an owner does what a request asks for. */
    record Place(String route, QueryParameters parameters) {
    }

    /** A rotation has a guide; the rest is done on the page of the key. Keys of a bulk rotation have requests of their own. */
    static Place whereItIsDone(RequestSummary request) {
        if (request.key() == null) {
            return new Place(QUEUE + "/" + request.id(), QueryParameters.empty());
        }
        var page = KEY_PAGE + request.key().key();
        boolean rotation = request.kind() == RequestKind.ROTATION || request.kind() == RequestKind.ROTATION_AFTER_CHECK;
        return rotation ? new Place(page + "/rotate", QueryParameters.of("request", String.valueOf(request.id()))) : new Place(page, QueryParameters.empty());
    }
}
