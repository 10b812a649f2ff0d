package io.nija.vault.credentials.ui;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.ViewTest;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

class VaultBannerTest extends ViewTest {

    VaultHealth health = Mockito.mock(VaultHealth.class);
    AtomicReference<Consumer<VaultStatus>> listener = new AtomicReference<>();
    AtomicInteger recoveries = new AtomicInteger();
    VaultBanner banner = new VaultBanner(health, recoveries::incrementAndGet);

    @ParameterizedTest
    @EnumSource
    void saysWhatIsTheMatterForAsLongAsItIs(VaultStatus status) {
        open(status);

        assertThat(banner.isVisible()).isEqualTo(status != VaultStatus.UP);
        if (status != VaultStatus.UP) {
            assertThat(PageText.of(banner)).contains(status.message(), "role=status");
        }
    }

    @Test
    void comesAndGoesAsVaultDoes() {
        open(VaultStatus.UP);

        change(VaultStatus.SEALED);
        assertThat(banner.isVisible()).isTrue();
        assertThat(PageText.of(banner)).contains("Vault is sealed");

        change(VaultStatus.UP);
        assertThat(banner.isVisible()).isFalse();
        assertThat(recoveries).as("the browser is asked first").hasValue(0);
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations()).isNotEmpty();
    }

    @Test
    void listensNoLongerOnceItsViewIsLeft() {
        var stop = open(VaultStatus.UP);

        UI.getCurrent().remove(banner);

        Mockito.verify(stop).run();
    }

    private Runnable open(VaultStatus status) {
        var stop = Mockito.mock(Runnable.class);
        when(health.status()).thenReturn(status);
        when(health.onChange(any())).thenAnswer(call -> {
            listener.set(call.getArgument(0));
            return stop;
        });
        UI.getCurrent().add(banner);
        return stop;
    }

    private void change(VaultStatus status) {
        listener.get().accept(status);
        // What a push would bring to the browser.
        VaadinService.getCurrent().runPendingAccessTasks(VaadinSession.getCurrent());
    }
}
