package io.nija.vault.credentials.ui;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Set;
import java.util.Locale;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.nija.vault.base.CredentialId;
import io.nija.vault.base.ui.NarrowPage;
import io.nija.vault.base.ui.Times;
import io.nija.vault.credentials.BrokerCatalogue;
import io.nija.vault.credentials.CredentialSummary;

/** A person's keys as a table; on a narrow page each key is one cell that says what matters. */
class KeyGrid extends Grid<CredentialSummary> {

    private final transient BrokerCatalogue brokers;
    private final Column<CredentialSummary> compact;
    private transient Set<CredentialId> underWay = Set.of();

    KeyGrid(BrokerCatalogue brokers) {
        super(CredentialSummary.class, false);
        this.brokers = brokers;
        addClassName("key-grid");
        addThemeVariants(GridVariant.NO_BORDER);
        setSelectionMode(SelectionMode.NONE);
        compact = addColumn(new ComponentRenderer<>(this::compactCell)).setHeader("Keys").setComparator(byName());
        wideColumns();
        addItemClickListener(click -> KeysNavigation.toKey(click.getItem().id()));
        NarrowPage.follow(this, this::fit);
    }

    /** Which keys are being rotated; to be told before the keys themselves. */
    void setUnderWay(Set<CredentialId> keys) {
        underWay = keys;
    }

    private void wideColumns() {
        addColumn(new ComponentRenderer<>(this::titleCell)).setHeader("Broker").setKey("broker")
                .setComparator(byName()).setFlexGrow(3).setSortable(true);
        addColumn(new ComponentRenderer<>(key -> keyId(key))).setHeader("Key ID").setAutoWidth(true).setFlexGrow(0);
        addColumn(new ComponentRenderer<>(this::status)).setHeader("Status").setAutoWidth(true).setFlexGrow(1)
                .setComparator(Comparator.comparing(KeyGrid::urgency));
        addColumn(key -> "v" + key.version()).setHeader("Version").setAutoWidth(true).setFlexGrow(0)
                .setComparator(Comparator.comparing(CredentialSummary::version));
        addColumn(new ComponentRenderer<>(key -> age(key))).setHeader("Age").setAutoWidth(true).setFlexGrow(1)
                .setComparator(Comparator.comparing(CredentialSummary::createdAt).reversed());
        addColumn(new ComponentRenderer<>(KeyGrid::rotated)).setHeader("Last rotated").setAutoWidth(true).setFlexGrow(1)
                .setComparator(Comparator.comparing(CredentialSummary::lastWrite));
        addColumn(KeyGrid::expiry).setHeader("Expires").setAutoWidth(true).setFlexGrow(1)
                .setComparator(Comparator.comparing(KeyGrid::expiryOrNever));
    }

    private void fit(boolean narrow) {
        getColumns().forEach(column -> column.setVisible((column == compact) == narrow));
    }

    private Comparator<CredentialSummary> byName() {
        return Comparator.comparing((CredentialSummary key) -> KeyTitle.brokerName(key, brokers).toLowerCase(Locale.ROOT))
                .thenComparing(key -> key.id().key());
    }

    private Component titleCell(CredentialSummary key) {
        return new KeyTitle(key, brokers, KeysNavigation.linkToKey(KeyTitle.brokerName(key, brokers), key.id()));
    }

    private Component compactCell(CredentialSummary key) {
        var facts = new Span(key.maskedKeyId() + " · v" + key.version() + " · "
                + key.lastRotation().map(at -> "rotated " + Times.ago(at)).orElse("added " + Times.ago(key.createdAt())));
        facts.addClassName("secondary");
        var top = new Div(titleCell(key), status(key));
        top.addClassName("compact-top");
        var cell = new Div(top, facts);
        cell.addClassName("compact-cell");
        return cell;
    }

    private Component status(CredentialSummary key) {
        var badges = new Div(new StatusBadge(key));
        badges.addClassName("key-status");
        if (underWay.contains(key.id())) {
            badges.add(new Badge("Rotating"));
        }
        return badges;
    }

    private static Component keyId(CredentialSummary key) {
        var text = new Span(key.maskedKeyId());
        text.addClassName("key-id");
        return text;
    }

    private static Component age(CredentialSummary key) {
        var text = new Span(Times.span(key.createdAt()));
        text.getElement().setAttribute("title", "Added " + Times.dateTime(key.createdAt()));
        return text;
    }

    private static Component rotated(CredentialSummary key) {
        return key.lastRotation().<Component>map(Times::agoText).orElseGet(() -> new Span("Never"));
    }

    /** The day that the status names; keys that simply work come last. */
    private static LocalDate urgency(CredentialSummary key) {
        var today = Times.today();
        return key.expired(today) || key.expiresSoon(today) ? expiryOrNever(key) : LocalDate.MAX;
    }

    private static String expiry(CredentialSummary key) {
        return key.description().expiresOn() == null ? "—" : Times.date(key.description().expiresOn());
    }

    private static LocalDate expiryOrNever(CredentialSummary key) {
        return key.description().expiresOn() == null ? LocalDate.MAX : key.description().expiresOn();
    }
}
