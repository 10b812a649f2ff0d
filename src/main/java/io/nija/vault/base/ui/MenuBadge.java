package io.nija.vault.base.ui;

/** How much there is to look at behind an entry of the menu. A bean of the feature; the frame around the views shows it. */
public interface MenuBadge {

    /** The address of the view. */
    String path();

    /**
     * How many there are for the person whose page it is; nothing is shown for 0, nor when it throws. Called for those only who may see the view, and on a
     * thread of its own.
     */
    long count();

    /** What they are, such as “open alerts”, for assistive technology. */
    String label();

    /** Calls the listener, on another thread, when that may have changed. @return what ends that */
    Runnable onChange(Runnable listener);
}
