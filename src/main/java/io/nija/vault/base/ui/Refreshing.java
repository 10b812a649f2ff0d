package io.nija.vault.base.ui;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

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

    /**
     * Loads as soon as the component is on a page, and whenever what it shows may have changed. What changes while the page is busy is
     * loaded once.
     *
     * @param subscribe takes a listener, which may be called on any thread, and gives what ends that
     */
    public static void onChange(Component component, Function<Runnable, Runnable> subscribe, Runnable load) {
        component.addAttachListener(attach -> {
            var page = attach.getUI();
            var waits = new AtomicBoolean();
            var stop = subscribe.apply(() -> {
                if (waits.compareAndSet(false, true)) {
                    OpenPage.change(page, () -> {
                        waits.set(false);
                        load.run();
                    });
                }
            });
            // After that, so that no change falls between the two.
            load.run();
            component.addDetachListener(detach -> {
                stop.run();
                detach.unregisterListener();
            });
        });
    }
}
