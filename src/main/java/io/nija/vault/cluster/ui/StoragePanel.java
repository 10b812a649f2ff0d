package io.nija.vault.cluster.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.nija.vault.base.ui.Figures;
import io.nija.vault.base.ui.Times;
import io.nija.vault.cluster.Cluster;
import io.nija.vault.cluster.StorageDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The database, where Vault stores in one: who holds its lock, and how the database is. */
class StoragePanel extends Section {

    private static final Logger log = LoggerFactory.getLogger(StoragePanel.class);
    private static final long MIB = 1 << 20;

    private final transient Cluster cluster;
    private final transient StorageDatabase storage;
    private final Paragraph text = new Paragraph();
    private final Facts facts = new Facts();

    StoragePanel(Cluster cluster, StorageDatabase storage) {
        this.cluster = cluster;
        this.storage = storage;
        addClassName("panel");
        add(new H2("Storage"), text, facts);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var state = cluster.state();
        setVisible(state.nodes().stream().anyMatch(node -> node.health() != null && node.health().storage().equals("postgresql")));
        if (!isVisible()) {
            return;
        }
        facts.set("Lock holder", state.leader().orElse("none: no node leads"));
        if (!storage.configured()) {
            text.setText("Vault stores in PostgreSQL. To see that database here, set CLUSTER_STORAGE_DATABASE to its JDBC address, and CLUSTER_STORAGE_USER and "
                    + "CLUSTER_STORAGE_PASSWORD to a user of it that may only read.");
            return;
        }
        try {
            storage.state().ifPresent(this::show);
        } catch (DataAccessException e) {
            log.warn("Vault's database does not answer: {}", e.getMessage());
            text.setText("Vault's database does not answer to the console. Look whether it runs, and whether CLUSTER_STORAGE_DATABASE, its user and password are right. "
                    + "Without it Vault can do nothing.");
        }
    }

    private void show(StorageDatabase.State state) {
        text.setText(state.recovering() ? "The console asks a copy that follows the database, or one that still recovers. Vault can only write to the one it follows."
                : "Vault stores in PostgreSQL " + state.version() + ".");
        facts.set("Lock", state.lockedUntil() == null ? "has never been held" : state.locked() ? "held, renewed all the time"
                : "ran out on " + Times.dateTime(state.lockedUntil()));
        facts.set("Size", Figures.of(state.size() / MIB) + " MiB");
        facts.set("Connections", Figures.of(state.connections()) + " of " + Figures.of(state.mostConnections()));
    }
}
