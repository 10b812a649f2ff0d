package io.nija.vault.requests.expiry;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.IntegerField;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.UserId;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** An admin says how old keys may get; nobody else does. */
class ExpiryViewTest extends ViewTest {

    private static final BrokerId KRAKEN = new BrokerId("kraken");

    @Autowired
    AgeRules rules;
    @Autowired
    JdbcClient database;

    @Override
    protected UserId visitor() {
        return People.ADA_THE_ADMIN;
    }

    @AfterEach
    void forget() {
        database.sql("delete from expiry_rule").update();
    }

    private Button labelled(String label) {
        return find(Button.class).withCondition(button -> button.getAriaLabel().filter(label::equals).isPresent()).single();
    }

    @Test
    void aRuleIsSetChangedAndRemovedAndSaysByWhom() {
        visit("expiry-rules");
        test(labelled("Set for Kraken")).click();
        test(find(IntegerField.class).single()).setValue(45);
        test(find(Button.class, find(Dialog.class).single()).withText("Save").single()).click();

        assertThat(rules.all()).singleElement().returns(45, AgeRule::days).returns(People.ADA_THE_ADMIN, AgeRule::changedBy);
        assertThat(page()).contains("45 days, set by ada on");
        test(labelled("Remove for Kraken")).click();
        assertThat(rules.all()).isEmpty();
    }

    @Test
    void whatIsNoNumberOfDaysIsSaidAtTheFieldAndChangesNothing() {
        visit("expiry-rules");
        test(labelled("Set for Kraken")).click();
        find(IntegerField.class).single().setValue(0);
        test(find(Button.class, find(Dialog.class).single()).withText("Save").single()).click();

        assertThat(find(IntegerField.class).single().getErrorMessage()).isEqualTo("1 to 3650 days");
        assertThat(rules.all()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> rules.set(KRAKEN, 3651));
        assertThatExceptionOfType(InvalidIdentifierException.class).isThrownBy(() -> rules.set(new BrokerId("no-such-broker"), 30));
    }

    @Test
    void othersMayNotEvenLook() {
        people.signIn(People.SAM_OF_SUPPORT);

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rules.all());
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rules.set(KRAKEN, 30));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rules.remove(KRAKEN));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> rules.older(KRAKEN, 30));
    }
}
