package io.nija.vault.requests.ui;

import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.requests.Requests;
import org.springframework.stereotype.Component;

/** How many requests wait for their owner. */
@Component
class OwnTurnBadge implements MenuBadge {

    private final Requests requests;

    OwnTurnBadge(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String path() {
        return RequestsNavigation.MINE;
    }

    @Override
    public long count() {
        return requests.own().stream().filter(request -> request.state().withOwner() || request.unread() > 0 && request.state().live()).count();
    }

    @Override
    public String label() {
        return "requests that wait for you";
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return requests.onChange(listener);
    }
}
