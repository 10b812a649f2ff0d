package io.nija.vault.shell;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.base.ui.OpenPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.concurrent.DelegatingSecurityContextExecutor;
import org.springframework.security.core.context.SecurityContextHolder;

/** The figure of a {@link MenuBadge}, kept up to date while it is on a page, which never waits for it. */
class BadgeCount extends Span {

    private static final Logger log = LoggerFactory.getLogger(BadgeCount.class);

    private final transient MenuBadge badge;

    BadgeCount(MenuBadge badge) {
        this.badge = badge;
        addClassName("menu-badge");
        setVisible(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI();
        // One count after the other, so that the latest is the one that is shown; on a thread on which the person is known.
        var counting = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
        Executor asThePerson = new DelegatingSecurityContextExecutor(counting, SecurityContextHolder.getContext());
        var waits = new AtomicBoolean();
        Runnable count = () -> {
            if (waits.compareAndSet(false, true) && !counting.isShutdown()) {
                asThePerson.execute(() -> {
                    waits.set(false);
                    try {
                        long now = badge.count();
                        OpenPage.change(page, () -> show(now));
                    } catch (RuntimeException e) {
                        // Every page has the menu, and works without that.
                        log.debug("The figure at {} is not known", badge.path(), e);
                        OpenPage.change(page, () -> show(0));
                    }
                });
            }
        };
        var stop = badge.onChange(count);
        count.run();
        addDetachListener(detach -> {
            stop.run();
            counting.shutdown();
            detach.unregisterListener();
        });
    }

    private void show(long count) {
        setVisible(count > 0);
        setText(count > 99 ? "99+" : String.valueOf(count));
        getElement().setAttribute("title", count + " " + badge.label());
    }
}
