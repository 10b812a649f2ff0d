package io.nija.vault.notices.ui;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.notices.Inbox;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.ReceivedNotice;
import org.jspecify.annotations.Nullable;

/** The one place that knows the addresses of the views of notices. */
final class NoticesNavigation {

    static final String NOTICES = "notices";
    static final String PREFERENCES = "notices/preferences";

    private static final String KIND = "kind";
    private static final String SHOW = "show";
    private static final String UNREAD = "unread";

    /** Which notices. @param kind null for all */
    record Wanted(@Nullable NoticeKind kind, boolean unreadOnly) {
    }

    private NoticesNavigation() {
    }

    static void to(Wanted wanted) {
        Map<String, String> parameters = new HashMap<>();
        if (wanted.kind != null) {
            parameters.put(KIND, wanted.kind.name().toLowerCase(Locale.ROOT));
        }
        if (wanted.unreadOnly) {
            parameters.put(SHOW, UNREAD);
        }
        UI.getCurrent().navigate(NoticesView.class, QueryParameters.simple(parameters));
    }

    /** What an address asks for; what it says besides means nothing. */
    static Wanted wanted(QueryParameters parameters) {
        Optional<NoticeKind> kind = parameters.getSingleParameter(KIND)
                .flatMap(name -> Arrays.stream(NoticeKind.values()).filter(one -> one.name().equalsIgnoreCase(name)).findFirst());
        return new Wanted(kind.orElse(null), parameters.getSingleParameter(SHOW).filter(UNREAD::equals).isPresent());
    }

    /** A link to what a notice is about, which then counts as read. */
    static Anchor linkTo(ReceivedNotice notice, String address, String text, Inbox inbox) {
        var link = new Anchor(address, text);
        link.getElement().addEventListener("click", click -> Attempt.to(() -> inbox.read(notice.id())));
        return link;
    }
}
