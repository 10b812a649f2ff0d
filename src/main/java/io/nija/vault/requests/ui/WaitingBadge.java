package io.nija.vault.requests.ui;

import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.requests.RequestFilter.Queue;
import io.nija.vault.requests.Requests;
import org.springframework.stereotype.Component;

/** How many requests nobody of the staff has taken on, and how many wait for the reader’s approval. */
@Component
class WaitingBadge implements MenuBadge {

    private final Requests requests;

    WaitingBadge(Requests requests) {
        this.requests = requests;
    }

    @Override
    public String path() {
        return RequestsNavigation.QUEUE;
    }

    @Override
    public long count() {
        var counts = requests.counts();
        return counts.getOrDefault(Queue.UNCLAIMED, 0) + counts.getOrDefault(Queue.APPROVALS, 0);
    }

    @Override
    public String label() {
        return "requests that nobody has taken on or that wait for your approval";
    }

    @Override
    public Runnable onChange(Runnable listener) {
        return requests.onChange(listener);
    }
}
