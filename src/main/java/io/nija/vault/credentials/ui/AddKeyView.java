package io.nija.vault.credentials.ui;

import java.util.Optional;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.KeyName;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialExistsException;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.DescriptionNotSavedException;
import io.nija.vault.credentials.InvalidCredentialException;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Role;
import io.nija.vault.vault.VaultHealth;
import jakarta.annotation.security.RolesAllowed;

/** Adds a key: first the broker, then what that broker calls the parts of a key. */
@Route(KeysNavigation.ADD)
@PageTitle("Add a key · NIJA Vault Console")
@RolesAllowed(Role.USER_NAME)
class AddKeyView extends Div implements BeforeEnterObserver {

    private final transient Credentials credentials;
    private final transient BrokerCatalogue brokers;
    private final transient CurrentUser user;
    private final transient VaultHealth health;

    AddKeyView(Credentials credentials, BrokerCatalogue brokers, CurrentUser user, VaultHealth health) {
        this.credentials = credentials;
        this.brokers = brokers;
        this.user = user;
        this.health = health;
        addClassName("view");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        event.getRouteParameters().get(KeysNavigation.BROKER_PARAMETER)
                .ifPresentOrElse(id -> showForm(broker(id)), this::showBrokers);
    }

    private Broker broker(String id) {
        try {
            return brokers.get(new BrokerId(id));
        } catch (InvalidIdentifierException e) {
            throw new NotFoundException("No such broker");
        }
    }

    private void showBrokers() {
        add(new ViewHeader("Add a key", "Which broker is it for?"), new BrokerTiles(brokers, KeysNavigation::toAdd));
    }

    private void showForm(Broker broker) {
        var material = KeyMaterialForm.forNewKey(broker);
        var description = new DescriptionForm();
        var name = nameField(broker);

        var save = new Button("Add key", click -> {
            try {
                save(broker, name, material, description);
            } finally {
                // Also when Vault does not answer: what was typed is still there to be saved then.
                click.getSource().setEnabled(true);
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        save.setDisableOnClick(true);
        // Fields tell their value when they lose the focus, so the one that has it would be saved as it was before.
        save.addClickShortcut(Key.ENTER, KeyModifier.CONTROL).resetFocusOnActiveElement();
        var cancel = new Button("Cancel", click -> {
            material.clear();
            KeysNavigation.toKeys();
        });
        cancel.addThemeVariants(ButtonVariant.TERTIARY);
        var buttons = new Div(save, cancel);
        buttons.addClassName("form-buttons");

        var form = new Div(new H2("The key"), material, new H2("For you"), name, description, buttons);
        form.addClassNames("panel", "form-panel");
        add(header(broker), new VaultBanner(health, () -> { }), guide(broker), form);
        material.focus();
    }

    private static ViewHeader header(Broker broker) {
        var other = new Button("Another broker", click -> KeysNavigation.toAdd());
        other.addThemeVariants(ButtonVariant.TERTIARY);
        var header = new ViewHeader("Add a key for " + broker.name(),
                "The values go straight into the vault. Nobody on the staff can read them.", other);
        header.addComponentAsFirst(new BrokerMark(broker));
        return header;
    }

    private static Div guide(Broker broker) {
        var guide = new Div();
        guide.addClassName("guide");
        if (broker.hint() != null) {
            guide.add(new Paragraph(broker.hint()));
        }
        var page = new Anchor(broker.keyPage().toString(), "API keys at " + broker.name(), AnchorTarget.BLANK);
        page.getElement().setAttribute("rel", "noopener noreferrer");
        page.add(VaadinIcon.EXTERNAL_LINK.create());
        guide.add(page);
        return guide;
    }

    private TextField nameField(Broker broker) {
        var name = new TextField("Key name");
        name.setMaxLength(32);
        name.setHelperText("Only needed for a second key at " + broker.name() + ": lower-case letters, digits and dashes.");
        return name;
    }

    private void save(Broker broker, TextField name, KeyMaterialForm form, DescriptionForm description) {
        var id = id(broker, name);
        var material = id.flatMap(valid -> form.read());
        var described = material.flatMap(valid -> description.read());
        if (described.isEmpty()) {
            return;
        }
        try {
            credentials.add(id.get(), material.get(), described.get());
            Notices.done("Your " + broker.name() + " key is in the vault.");
        } catch (CredentialExistsException e) {
            refuse(name, e.getMessage());
            if (e.revoked()) {
                name.setHelperComponent(new RouterLink("To your revoked keys", RevokedView.class));
            }
            return;
        } catch (InvalidCredentialException e) {
            if (!description.refuse(e)) {
                form.refuse(e);
            }
            return;
        } catch (DescriptionNotSavedException e) {
            Notices.problem(e.getMessage());
        }
        form.clear();
        KeysNavigation.toKey(id.get());
    }

    private Optional<CredentialId> id(Broker broker, TextField name) {
        name.setInvalid(false);
        name.setHelperComponent(null);
        try {
            var keyName = Optional.of(name.getValue().strip()).filter(text -> !text.isEmpty()).map(KeyName::new);
            return Optional.of(new CredentialId(user.id(), broker.id(), keyName));
        } catch (InvalidIdentifierException e) {
            refuse(name, e.getMessage());
            return Optional.empty();
        }
    }

    private static void refuse(TextField name, String message) {
        name.setErrorMessage(message);
        name.setInvalid(true);
        name.focus();
    }
}
