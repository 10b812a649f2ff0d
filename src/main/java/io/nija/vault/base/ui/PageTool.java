package io.nija.vault.base.ui;

import com.vaadin.flow.component.Component;

/** Something small that is at hand on every page. A bean of the feature; the frame around the views shows it. */
public interface PageTool {

    /** A new one for a page of the signed-in person. */
    Component create();
}
