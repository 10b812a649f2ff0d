package io.nija.vault.base.ui;

import java.time.Duration;
import java.time.Instant;

import com.vaadin.flow.component.Component;
import org.springframework.scheduling.TaskScheduler;

/** Keeps up to date what is on a page. It is pushed, as a page that asks by itself would keep its session alive for ever. */
public final class Refreshing {

    private Refreshing() {
    }

    /** Loads as soon as the component is on a page, and again and again while it is. */
    public static void every(Duration time, Component component, TaskScheduler scheduler, Runnable load) {
        component.addAttachListener(attach -> {
            load.run();
            var page = attach.getUI();
            var refreshing = scheduler.scheduleWithFixedDelay(() -> OpenPage.change(page, load::run), Instant.now().plus(time), time);
            component.addDetachListener(detach -> {
                refreshing.cancel(false);
                detach.unregisterListener();
            });
        });
    }
}
