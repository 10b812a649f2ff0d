package io.nija.vault.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarTester;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.nija.vault.base.UserId;
import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.base.ui.PageTool;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.testing.PageText;
import io.nija.vault.testing.ViewTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/** Where each role begins, what is in its navigation, and the person's own menu. */
class MainLayoutTest extends ViewTest {

    @Autowired
    CurrentUser user;
    @Autowired
    ObjectProvider<MenuBadge> badges;
    @Autowired
    ObjectProvider<PageTool> tools;

    @ParameterizedTest
    @CsvSource({ "user, MyKeysView, My keys + Dashboard + My requests + Activity + Revoked", "support, DashboardView, Dashboard + Requests + Look-up + Key directory", "admin, DashboardView, Dashboard + Alerts + Requests + Look-up + Key directory + Expiry + Audit + Integrity + Coverage + Cluster + Backups + Policies + Who can do what + Zero knowledge" })
    void eachRoleBeginsAtItsFirstViewAndSeesItsOwnNavigationOnly(String role, String first, String navigation) {
        openAs(() -> people.pretend(new UserId("nina"), role));

        assertThat(visit("").getClass().getSimpleName()).isEqualTo(first);

        assertThat(navigation()).isEqualTo(navigation);
    }

    @Test
    void whoHasTwoRolesSeesTheNavigationOfBoth() {
        openAs(() -> people.pretend(new UserId("nina"), "admin", "user"));

        assertThat(visit("").getClass().getSimpleName()).isEqualTo("MyKeysView");

        assertThat(navigation()).isEqualTo("My keys + Dashboard + My requests + Alerts + Requests + Look-up + Activity + Revoked + Key directory + Expiry + Audit + Integrity + Coverage + Cluster + Backups + Policies + Who can do what + Zero knowledge");
        assertThat(PageText.of(personMenu())).contains("Admin, User");
    }

    @Test
    void anAccountWithoutARoleIsToldWhatToDo() {
        openAs(() -> people.pretend(new UserId("nina"), "auditor"));

        assertThat(visit("")).isInstanceOf(HomeView.class);

        assertThat(find(H2.class).single().getText()).isEqualTo("Your account has no role here");
        assertThat(page()).contains("Ask an administrator");
        assertThat(navigation()).isEmpty();
    }

    @Test
    void theMenuNamesThePersonAndTheirRole() {
        assertThat(PageText.of(personMenu())).contains("Alice Archer", "User", "Signed in as Alice Archer");
    }

    @Test
    void theMenuSignsOut() {
        var authentication = Mockito.mock(AuthenticationContext.class);
        var layout = new MainLayout(user, authentication, badges, tools);
        UI.getCurrent().add(layout);
        var menu = find(MenuBar.class, layout).single();
        var items = menu.getItems().getFirst().getSubMenu().getItems().stream().map(MenuItem::getText).toList();

        new MenuBarTester<>(menu).clickItem(0, items.indexOf("Sign out"));

        Mockito.verify(authentication).logout();
    }

    @Test
    void theColoursAreChosenInTheMenuAndKeptInACookie() {
        var colours = new MenuBarTester<>(personMenu());
        assertThat(colours.isItemChecked(0, 0, 0)).isTrue();

        colours.clickItem(0, 0, 2);

        assertThat(colours.isItemChecked(0, 0, 2)).isTrue();
        assertThat(colours.isItemChecked(0, 0, 0)).isFalse();
        assertThat(UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations())
                .anySatisfy(script -> assertThat(script.getInvocation().getParameters()).contains("color-scheme", "dark"));
    }

    private String navigation() {
        return String.join(" + ", find(SideNav.class).single().getItems().stream().map(SideNavItem::getLabel).toList());
    }

    private MenuBar personMenu() {
        return find(MenuBar.class).all().getLast();
    }
}
