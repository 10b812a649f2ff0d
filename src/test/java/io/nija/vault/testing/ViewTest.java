package io.nija.vault.testing;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.nija.vault.base.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A person's window on the whole console, without a browser. The views are package-private, so a test of one lies in its
 * package.
 */
@ConsoleTest
public abstract class ViewTest extends SpringBrowserlessTest {

    @Autowired
    protected People people;

    /** Who is signed in when the window opens. */
    protected UserId visitor() {
        return People.ALICE;
    }

    @Override
    @BeforeEach
    protected void initVaadinEnvironment() {
        people.signIn(visitor());
        super.initVaadinEnvironment();
    }

    /** All views, since the tests of one lead to others. */
    @Override
    protected Set<String> scanPackages() {
        return Set.of("io.nija.vault");
    }

    /** A window of somebody else's in place of this one. */
    protected void openAs(Runnable signIn) {
        cleanVaadinEnvironment();
        signIn.run();
        super.initVaadinEnvironment();
    }

    /** Opens an address as a person types it. @return the view that is there then */
    protected Component visit(String address) {
        // Where one is already, nothing would happen.
        UI.getCurrent().navigate("sign-in-failed");
        UI.getCurrent().navigate(address);
        return (Component) shown().orElseThrow(() -> new AssertionError("There is no view at /" + address));
    }

    /** The view in the window; empty when the person was sent away to sign in. */
    protected static Optional<HasElement> shown() {
        return UI.getCurrent().getInternals().getActiveRouterTargetsChain().stream().findFirst();
    }

    protected Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    protected void click(String button) {
        test(button(button)).click();
    }

    /** The first text field of that label. */
    @SuppressWarnings("unchecked")
    protected TextFieldBase<?, String> field(String label) {
        return (TextFieldBase<?, String>) find(Component.class)
                .withCondition(c -> c instanceof TextFieldBase<?, ?> field && label.equals(field.getLabel())).first();
    }

    protected void type(String label, String text) {
        field(label).setValue(text);
    }

    protected List<String> notices() {
        return find(Notification.class).all().stream().map(notice -> test(notice).getText()).toList();
    }

    /** Every text, attribute and value that the page holds, for looking whether something is in it. */
    protected static String page() {
        return PageText.of(UI.getCurrent());
    }
}
