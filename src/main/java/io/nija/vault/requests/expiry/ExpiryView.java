package io.nija.vault.requests.expiry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.nija.vault.base.BrokerId;
import io.nija.vault.base.ui.Attempt;
import io.nija.vault.base.ui.Banner;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Notices;
import io.nija.vault.base.ui.Times;
import io.nija.vault.base.ui.ViewHeader;
import io.nija.vault.credentials.Broker;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.security.Role;
import jakarta.annotation.security.RolesAllowed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** How old the keys of each broker may get, who said so and when. */
@Route("expiry-rules")
@PageTitle("Expiry · NIJA Vault Console")
@Menu(title = "Expiry", icon = "vaadin:calendar-clock", order = 38)
@RolesAllowed(Role.ADMIN_NAME)
class ExpiryView extends Div implements BeforeEnterObserver {

    private static final Logger log = LoggerFactory.getLogger(ExpiryView.class);

    private final transient AgeRules rules;
    private final transient BrokerCatalogue brokers;
    private final Banner away = new Banner(new Button("Try again", click -> load()));
    private final UnorderedList list = new UnorderedList();

    ExpiryView(AgeRules rules, BrokerCatalogue brokers) {
        this.rules = rules;
        this.brokers = brokers;
        addClassNames("view", "expiry-view");
        list.addClassNames("panel", "rule-list");
        add(new ViewHeader("Expiry", "How old keys may get. Owners are reminded 30, 14, 7 and 1 days before a key's last day and after it, "
                + "and once it is over a request asks them to rotate. A date that an owner puts down counts as well; the earlier of both does."), away, list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        load();
    }

    private void load() {
        try {
            Map<BrokerId, AgeRule> set = rules.all().stream().collect(Collectors.toMap(AgeRule::broker, Function.identity()));
            List<ListItem> items = brokers.all().stream().map(broker -> item(broker, set.get(broker.id()))).toList();
            list.removeAll();
            items.forEach(list::add);
            list.setVisible(true);
            away.hide();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The database is away: {}", e.getMessage());
            list.setVisible(false);
            away.show("The database does not answer, so the rules are not known.");
        }
    }

    private ListItem item(Broker broker, @Nullable AgeRule rule) {
        var name = new Span(broker.name());
        name.addClassName("alert-text");
        var what = new Span(rule == null ? "Keys may get as old as they like"
                : "%s, set by %s on %s".formatted(Figures.of(rule.days(), "day"), rule.changedBy(), Times.dateTime(rule.changedAt())));
        what.addClassName("secondary");
        var texts = new Div(name, what);
        texts.addClassName("alert-texts");
        var change = new Button(rule == null ? "Set" : "Change", click -> new AgeRuleDialog(rules, broker, rule, this::load).open());
        change.addThemeVariants(ButtonVariant.SMALL);
        change.setAriaLabel((rule == null ? "Set for " : "Change for ") + broker.name());
        var item = new ListItem(texts, change);
        if (rule != null) {
            item.add(remove(broker));
        }
        return item;
    }

    private Button remove(Broker broker) {
        var remove = new Button("Remove", click -> {
            if (Attempt.to(() -> rules.remove(broker.id()))) {
                Notices.done("Keys of " + broker.name() + " may get as old as they like.");
                load();
            }
        });
        remove.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        remove.setAriaLabel("Remove for " + broker.name());
        return remove;
    }
}
