package io.nija.vault.shell;

import java.util.List;
import java.util.stream.Collectors;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.nija.vault.base.ui.MenuBadge;
import io.nija.vault.base.ui.PageTool;
import io.nija.vault.security.CurrentUser;
import io.nija.vault.security.Person;
import io.nija.vault.security.Role;
import jakarta.annotation.security.PermitAll;
import org.springframework.beans.factory.ObjectProvider;

/** Brand, navigation and the person's own menu around every view. The navigation holds what the person may see. */
@Layout
// What page tools are made of: nobody can tell from here, so a browser would not load it.
@Uses(Popover.class)
@PermitAll
public class MainLayout extends AppLayout {

    private final transient AuthenticationContext authentication;

    MainLayout(CurrentUser user, AuthenticationContext authentication, ObjectProvider<MenuBadge> badges, ObjectProvider<PageTool> tools) {
        this.authentication = authentication;
        setPrimarySection(Section.DRAWER);
        addToDrawer(brand(), new Scroller(navigation(badges.stream().toList())), new Footer(personMenu(user.get())));
        addToNavbar(new DrawerToggle(), compactBrand(), tools(tools));
    }

    private static Header brand() {
        var header = new Header(new Span("NIJA"), new Span("Vault Console"));
        header.addClassName("brand");
        return header;
    }

    private static Div compactBrand() {
        var brand = new Div("NIJA Vault Console");
        brand.addClassName("navbar-brand");
        return brand;
    }

    private static Div tools(ObjectProvider<PageTool> tools) {
        var all = new Div();
        all.addClassName("page-tools");
        tools.orderedStream().forEach(tool -> all.add(tool.create()));
        return all;
    }

    private static SideNav navigation(List<MenuBadge> badges) {
        var navigation = new SideNav();
        navigation.getElement().setAttribute("aria-label", "Main");
        var entries = MenuConfiguration.getMenuEntries();
        entries.stream().map(entry -> item(entry, entries)).forEach(item -> {
            badges.stream().filter(badge -> badge.path().equals(item.getPath())).findFirst().ifPresent(badge -> item.setSuffixComponent(new BadgeCount(badge)));
            navigation.addItem(item);
        });
        return navigation;
    }

    /** It stands for what lies below it, unless that has entries of its own. */
    private static SideNavItem item(MenuEntry entry, List<MenuEntry> all) {
        var item = new SideNavItem(entry.title(), entry.path(), new Icon(entry.icon()));
        item.setMatchNested(all.stream().noneMatch(other -> other.path().startsWith(entry.path() + "/")));
        return item;
    }

    private MenuBar personMenu(Person person) {
        var name = new Span(person.name());
        var roles = new Span(person.roles().stream().map(Role::label).sorted().collect(Collectors.joining(", ")));
        roles.addClassName("person-roles");
        var texts = new Div(name, roles);
        texts.addClassName("person-texts");
        var avatar = new Avatar(person.name());
        avatar.getElement().setAttribute("aria-hidden", "true");
        var label = new Div(avatar, texts);
        label.addClassName("person");

        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.TERTIARY);
        var menu = bar.addItem(label);
        menu.getElement().setAttribute("aria-label", "Signed in as " + person.name());
        colorSchemes(menu.getSubMenu());
        menu.getSubMenu().addSeparator();
        menu.getSubMenu().addItem("Sign out", click -> authentication.logout());
        return bar;
    }

    private static void colorSchemes(SubMenu menu) {
        var current = ColorSchemeChoice.current();
        var items = menu.addItem("Colours").getSubMenu();
        for (var choice : ColorSchemeChoice.Choice.values()) {
            var item = items.addItem(choice.label(), click -> {
                ColorSchemeChoice.choose(choice);
                items.getItems().forEach(other -> other.setChecked(other == click.getSource()));
            });
            item.setCheckable(true);
            item.setChecked(choice == current);
        }
    }
}
