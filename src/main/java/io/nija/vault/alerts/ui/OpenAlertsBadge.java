package io.nija.vault.alerts.ui;

import io.nija.vault.alerts.Alerts;
import io.nija.vault.base.ui.MenuBadge;
import org.springframework.stereotype.Component;

/** How many alerts are open that nobody has taken on. */
@Component
class OpenAlertsBadge implements MenuBadge {

    private final Alerts alerts;

    OpenAlertsBadge(Alerts alerts) {
        this.alerts = alerts;
    }

    @Override
    public String path() {
        return AlertsNavigation.ALERTS;
    }

    @Override
    public long count() {
        return alerts.open().alerts().stream().filter(alert -> alert.acknowledged() == null).count();
    }

    @Override
    public String label() {
        return "open alerts";
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return alerts.onChange(listener);
    }
}
