package io.nija.vault.credentials.ui;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.server.AbstractStreamResource;
import com.vaadin.flow.server.StreamResourceRegistry;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.SecretValue;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.KeyDescription;
import io.nija.vault.testing.People;
import io.nija.vault.testing.ViewTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.util.ReflectionTestUtils;

import static io.nija.vault.testing.People.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

/** What the browser does with a hidden value, done from here: ask for an address, then fetch from it. */
class SecretValueFieldTest extends ViewTest {

    @Autowired
    Credentials credentials;

    CredentialId id = People.newKey(ALICE, "kraken");
    String secret = Samples.value();

    @BeforeEach
    void open() {
        credentials.add(id, Samples.material(Samples.value(), secret), KeyDescription.EMPTY);
        visit("keys/" + id.key());
    }

    @Test
    void theAddressWorksOnceAndNothingKeepsTheAnswer() throws Exception {
        var address = address();
        assertThat(address).isNotNull().doesNotContain(secret, id.key());

        var answer = fetch(address);

        assertThat(answer.getContentAsString()).isEqualTo(secret);
        assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.getContentType()).startsWith("text/plain");
        var again = fetch(address);
        assertThat(again.getStatus()).isEqualTo(410);
        assertThat(again.getContentAsString()).isEmpty();
        assertThat(again.getHeader("Cache-Control")).isEqualTo("no-store");
        assertThat(page()).contains("label=").doesNotContain(secret);
    }

    @Test
    void theAddressWorksWithinSecondsOnly() throws Exception {
        var address = address();
        var later = Instant.now().plusSeconds(11);
        try (var clock = Mockito.mockStatic(Instant.class, Mockito.CALLS_REAL_METHODS)) {
            clock.when(Instant::now).thenReturn(later);

            assertThat(fetch(address).getStatus()).isEqualTo(410);
        }
        assertThat(fetch(address).getStatus()).isEqualTo(410);
    }

    @Test
    void aNewAddressTakesTheOlderOnesPlace() throws Exception {
        var older = address();
        var newer = address();

        assertThat(newer).isNotEqualTo(older);
        assertThat(handler(older)).isNull();
        assertThat(fetch(newer).getContentAsString()).isEqualTo(secret);
    }

    @Test
    void afterAnOlderSignInThereIsADialogAndNoAddress() {
        people.signIn(ALICE, Duration.ofMinutes(6));

        assertThat(address()).isNull();

        var dialog = test(find(ConfirmDialog.class).single());
        assertThat(dialog.getHeader()).isEqualTo("Confirm that it is you");
        assertThat(page()).doesNotContain(secret);
    }

    @Test
    void aSignInThatGrewOldMeanwhileIsToldInPlaceOfTheValue() throws Exception {
        var address = address();
        people.signIn(ALICE, Duration.ofMinutes(6));

        var answer = fetch(address);

        assertThat(answer.getStatus()).isEqualTo(409);
        assertThat(answer.getContentAsString()).contains("sign in again").doesNotContain(secret);
    }

    @Test
    void whatIsRevokedMeanwhileIsToldInPlaceOfTheValue() throws Exception {
        var address = address();
        credentials.revoke(id);

        assertThat(fetch(address).getStatus()).isEqualTo(409);
    }

    @Test
    void theFieldHasNoPlaceForAValue() {
        assertThat(SecretValueField.class.getDeclaredFields()).noneMatch(field -> field.getType() == SecretValue.class || field.getType() == String.class
                && !Modifier.isStatic(field.getModifiers()));
    }

    private String address() {
        return ReflectionTestUtils.invokeMethod(find(SecretValueField.class).withAttribute("field", "api_secret").single(), "address");
    }

    private static @Nullable AbstractStreamResource handler(String address) {
        return VaadinSession.getCurrent().getResourceRegistry().getResource(AbstractStreamResource.class, URI.create(address)).orElse(null);
    }

    private static MockHttpServletResponse fetch(String address) throws IOException {
        var registration = (StreamResourceRegistry.ElementStreamResource) handler(address);
        var answer = new MockHttpServletResponse();
        var response = new VaadinServletResponse(answer, (VaadinServletService) VaadinService.getCurrent());
        registration.getElementRequestHandler().handleRequest(VaadinRequest.getCurrent(), response, VaadinSession.getCurrent(), registration.getOwner());
        return answer;
    }
}
