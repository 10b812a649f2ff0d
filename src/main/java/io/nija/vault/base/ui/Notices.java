package io.nija.vault.base.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;

/** Short messages at the edge of the page. */
public final class Notices {

    private static final int SECONDS = 1000;

    private Notices() {
    }

    public static void done(String message) {
        show(message, NotificationVariant.LUMO_SUCCESS, 5 * SECONDS);
    }

    /** A message with a way back, long enough to be taken. @return to be closed when there is nothing to undo any more */
    public static Notification done(String message, String undoLabel, Runnable undo) {
        var notice = new Notification();
        notice.addThemeName("success");
        notice.setDuration(12 * SECONDS);
        notice.setPosition(Notification.Position.BOTTOM_CENTER);
        var button = new Button(undoLabel, click -> {
            notice.close();
            undo.run();
        });
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        notice.add(line(new Span(message), button));
        notice.open();
        return notice;
    }

    /** What went wrong and what to do, announced at once to assistive technology. */
    public static void problem(String message) {
        show(message, NotificationVariant.LUMO_ERROR, 10 * SECONDS).setAssertive(true);
    }

    /** The same with a way out, which stays until it is taken or the notice is closed. */
    public static void problem(String message, Component wayOut) {
        var notice = new Notification();
        notice.addThemeVariants(NotificationVariant.LUMO_ERROR);
        notice.setDuration(0);
        notice.setPosition(Notification.Position.BOTTOM_CENTER);
        notice.setAssertive(true);
        var close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> notice.close());
        close.addThemeVariants(ButtonVariant.TERTIARY);
        close.setAriaLabel("Close");
        notice.add(line(new Span(message), wayOut, close));
        notice.open();
    }

    private static HorizontalLayout line(Component... parts) {
        var line = new HorizontalLayout(parts);
        line.setAlignItems(HorizontalLayout.Alignment.CENTER);
        return line;
    }

    private static Notification show(String message, NotificationVariant variant, int duration) {
        var notice = Notification.show(message, duration, Notification.Position.BOTTOM_CENTER);
        notice.addThemeVariants(variant);
        return notice;
    }
}
