package io.nija.vault.shell;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.shared.ui.Transport;
import com.vaadin.flow.theme.aura.Aura;

/**
 * The page around the console. Requests go by XHR even where pushes come by WebSocket, so that each has the servlet
 * session that Vault tokens live in.
 */
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("themes/console/styles.css")
@ColorScheme(ColorScheme.Value.SYSTEM)
@Push(transport = Transport.WEBSOCKET_XHR)
public class ConsoleShell implements AppShellConfigurator {

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.setPageTitle("NIJA Vault Console");
        settings.addMetaTag("color-scheme", "light dark");
        settings.addFavIcon("icon", "themes/console/icon.svg", "any");
    }
}
