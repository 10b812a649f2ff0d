package io.nija.vault.requests.ui;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.base.UserId;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.credentials.KeyMaterial;
import io.nija.vault.requests.Approval.Decision;
import io.nija.vault.requests.NewRequest;
import io.nija.vault.requests.RequestDetail;
import io.nija.vault.requests.RequestKind;
import io.nija.vault.requests.RequestState;
import io.nija.vault.requests.Requests;
import io.nija.vault.requests.Urgency;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Alice has a key, and people come to see what is asked for it. Each test has a key of its own. */
abstract class RequestsViewTest extends ViewTest {

    static final UserId ALICE = People.ALICE;
    static final UserId SAM = People.SAM_OF_SUPPORT;
    static final UserId SUE = new UserId("sue");
    static final UserId ADA = People.ADA_THE_ADMIN;

    @Autowired
    Requests requests;
    @Autowired
    Credentials credentials;
    @Autowired
    JdbcTemplate sql;

    final CredentialId key = People.newKey(ALICE, "kraken");

    @BeforeEach
    void storeAKey() {
        credentials.add(key, material(), KeyDescription.EMPTY);
    }

    static KeyMaterial material() {
        return new KeyMaterial(SecretValue.of("k".repeat(16)), SecretValue.of("s".repeat(16)), Map.of());
    }

    void as(UserId person) {
        openAs(() -> people.signIn(person));
    }

    /** Alice asks for it, and stays. */
    long asked(RequestKind kind) {
        as(ALICE);
        return requests.ask(new NewRequest(key, kind, Urgency.HIGH, "The old one is a year old", null));
    }

    /** As far as Sam of support has brought it, with Ada’s approval where it takes one. */
    long in(RequestState state, RequestKind kind) {
        long id = asked(kind);
        switch (state) {
            case OPEN -> {
                // It begins like that.
            }
            case CLAIMED -> claim(id);
            case WAITING_FOR_USER -> {
                claim(id);
                requests.askOwner(id, "Which exchange account is it?");
            }
            case READY_TO_ROTATE -> ready(id, kind);
            case ROTATED -> {
                ready(id, kind);
                as(ALICE);
                credentials.rotate(key, material(), null);
            }
            case REJECTED -> {
                claim(id);
                requests.reject(id, "It is not needed");
            }
            case CANCELLED -> requests.cancel(id, "It works again");
            case EXPIRED -> sql.update("update rotation_request set state = 'EXPIRED', closed_at = now(), changed_at = now() where id = ?", id);
        }
        return id;
    }

    private void claim(long id) {
        as(SAM);
        requests.claim(id);
    }

    private void ready(long id, RequestKind kind) {
        claim(id);
        if (kind.sensitive()) {
            requests.askForApproval(id, "Their phone is gone");
            as(ADA);
            requests.decide(approval(id), Decision.APPROVED, "I called them");
            as(SAM);
        }
        requests.makeReady(id, null);
    }

    long approval(long id) {
        return detail(id).approvals().getLast().id();
    }

    RequestDetail detail(long id) {
        return requests.find(id).orElseThrow();
    }

    RequestState state(long id) {
        return detail(id).summary().state();
    }

    /** The page as it is after what came from elsewhere has been pushed. */
    void pushed() {
        VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
    }

    void choose(String item) {
        var bar = find(MenuBar.class, (Component) getCurrentView()).single();
        new MenuBarTester<>(bar).clickItem(0, items(bar).indexOf(item));
    }

    /** What the view offers beside its buttons. */
    List<String> inTheMenu() {
        var bars = find(MenuBar.class, (Component) getCurrentView()).all();
        return bars.isEmpty() ? List.of() : items(bars.getFirst());
    }

    private static List<String> items(MenuBar bar) {
        return bar.getItems().getFirst().getSubMenu().getItems().stream().map(MenuItem::getText).toList();
    }

    Set<String> buttons() {
        return find(Button.class, (Component) getCurrentView()).all().stream().map(Button::getText).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    Dialog dialog() {
        return find(Dialog.class).single();
    }

    void inTheDialog(String button) {
        test(find(Button.class, dialog()).withText(button).single()).click();
    }
}
