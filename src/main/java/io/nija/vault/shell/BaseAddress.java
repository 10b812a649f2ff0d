package io.nija.vault.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.springframework.stereotype.Component;

/**
 * Gives the page an absolute base address. Vaadin's is relative to the address that the page was loaded from, so each
 * step to an address of another depth would lead what is relative, such as where a value is fetched, to nowhere.
 */
@Component
class BaseAddress implements VaadinServiceInitListener {

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> page.getDocument().head().select("base")
                .attr("href", page.getVaadinRequest().getContextPath() + "/"));
    }
}
