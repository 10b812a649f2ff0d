package io.nija.vault.base.ui;

import java.util.function.Consumer;

import com.vaadin.flow.component.Component;

/** Whether a page is too narrow for a table of many columns, as on a phone. */
public final class NarrowPage {

    private static final int BELOW = 760;

    private NarrowPage() {
    }

    /** Tells, while the component is on a page, whether that page is narrow: at once and whenever its width changes. */
    public static void follow(Component component, Consumer<Boolean> narrow) {
        follow(component, BELOW, narrow);
    }

    /** The same for what needs another width than most, in pixels, below which a page is narrow for it. */
    public static void follow(Component component, int below, Consumer<Boolean> narrow) {
        component.addAttachListener(attach -> {
            var page = attach.getUI().getPage();
            narrow.accept(isNarrow(page.getExtendedClientDetails().getWindowInnerWidth(), below));
            var resizing = page.addBrowserWindowResizeListener(resize -> narrow.accept(isNarrow(resize.getWidth(), below)));
            component.addDetachListener(detach -> {
                resizing.remove();
                detach.unregisterListener();
            });
        });
    }

    /** A width that the browser did not tell counts as wide. */
    private static boolean isNarrow(int width, int below) {
        return width > 0 && width < below;
    }
}
