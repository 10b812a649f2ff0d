package io.nija.vault.credentials.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.vault.VaultHealth;
import io.nija.vault.vault.VaultStatus;

/** Says that Vault cannot serve for as long as it cannot, and lets the view look again when it can. */
class VaultBanner extends Banner {

    private final transient VaultHealth health;
    private final transient Runnable onRecovery;

    VaultBanner(VaultHealth health, Runnable onRecovery) {
        this.health = health;
        this.onRecovery = onRecovery;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        show(health.status());
        var ui = event.getUI();
        var stop = health.onChange(status -> ui.access(() -> changed(ui, status)));
        addDetachListener(detach -> {
            stop.run();
            detach.unregisterListener();
        });
    }

    private void changed(UI ui, VaultStatus status) {
        show(status);
        if (status == VaultStatus.UP) {
            // By way of the browser, so that it happens in a request: the person's Vault session belongs to those.
            ui.getPage().executeJs("return true").then(Boolean.class, back -> onRecovery.run());
        }
    }

    private void show(VaultStatus status) {
        if (status == VaultStatus.UP) {
            hide();
        } else {
            show(status.message());
        }
    }
}
