package io.nija.vault.credentials.ui;

import java.util.ArrayList;
import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.nija.vault.audit.KeyReaders;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.credentials.CredentialState;
import io.nija.vault.credentials.CredentialSummary;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDetail;
import io.nija.vault.credentials.KeyPageAction;
import io.nija.vault.credentials.Rotations;
import io.nija.vault.security.CurrentUser;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;

/** What can be done with a key, as buttons at the top of its page, of which each has its own. Other features add to the last of them. */
@SpringComponent
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class KeyActions {

    private final Credentials credentials;
    private final CurrentUser user;
    private final KeyReaders readers;
    private final Rotations rotations;
    private final ObjectProvider<KeyPageAction> furtherActions;
    private @Nullable Notification undo;

    KeyActions(Credentials credentials, CurrentUser user, KeyReaders readers, Rotations rotations,
            ObjectProvider<KeyPageAction> furtherActions) {
        this.credentials = credentials;
        this.user = user;
        this.readers = readers;
        this.rotations = rotations;
        this.furtherActions = furtherActions;
    }

    /** Stands above everything else while the key is being rotated. */
    RotationBanner banner(KeyDetail key) {
        return new RotationBanner(rotations, key);
    }

    /** @param onChanged shows the key anew */
    List<Component> of(CredentialSummary key, Runnable onChanged) {
        var actions = new ArrayList<Component>();
        if (key.state() == CredentialState.ACTIVE) {
            var rotate = new Button("Rotate", VaadinIcon.REFRESH.create(), click -> KeysNavigation.toRotate(key.id()));
            rotate.addThemeVariants(ButtonVariant.PRIMARY);
            actions.addAll(List.of(rotate, new Button("Revoke", click -> new RevokeDialog(readers, key.id(), () -> revoke(key, onChanged)).open())));
        } else {
            var restore = new Button("Restore", VaadinIcon.ROTATE_LEFT.create(), click -> restore(key, onChanged));
            restore.addThemeVariants(ButtonVariant.PRIMARY);
            actions.add(restore);
        }
        actions.add(more(key, onChanged));
        return actions;
    }

    private MenuBar more(CredentialSummary key, Runnable onChanged) {
        var more = new MenuBar();
        more.addThemeVariants(MenuBarVariant.TERTIARY);
        var menu = more.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create(), "More");
        menu.getElement().setAttribute("aria-label", "More actions");
        furtherActions.orderedStream().forEach(action -> action.label(key)
                .ifPresent(label -> menu.getSubMenu().addItem(label, click -> action.begin(key.id()))));
        menu.getSubMenu().addItem("Edit label, expiry and note", click -> new DescribeDialog(credentials, key, onChanged).open());
        menu.getSubMenu().addItem("Destroy for good…", click -> destroy(key));
        return more;
    }

    private void revoke(CredentialSummary key, Runnable onChanged) {
        credentials.revoke(key.id());
        onChanged.run();
        undo = Notices.done("Revoked.", "Undo", () -> restore(key, onChanged));
    }

    private void restore(CredentialSummary key, Runnable onChanged) {
        credentials.restore(key.id());
        if (undo != null) {
            undo.close();
        }
        Notices.done("Restored. The key is in use again.");
        onChanged.run();
    }

    private void destroy(CredentialSummary key) {
        if (ConfirmSignIn.isFresh(user, key.id())) {
            new DestroyDialog(credentials, key, KeysNavigation::toKeys).open();
        }
    }
}
