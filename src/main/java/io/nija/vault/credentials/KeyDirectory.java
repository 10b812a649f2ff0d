package io.nija.vault.credentials;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import io.nija.vault.base.BrokerId;
import io.nija.vault.security.Role;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's keys for support staff and admins: which there are and how they are, never a value. */
@Service
@PreAuthorize("hasAnyRole('" + Role.SUPPORT_NAME + "', '" + Role.ADMIN_NAME + "')")
public class KeyDirectory {

    private final CredentialRepository rows;
    private final BrokerCatalogue brokers;
    private final JdbcClient database;

    KeyDirectory(CredentialRepository rows, BrokerCatalogue brokers, JdbcClient database) {
        this.rows = rows;
        this.brokers = brokers;
        this.database = database;
    }

    /**
     * @param text part of an owner, a key's name, a label or its broker's name; blank for all
     * @return one page, in the order that it asks for, and by owner and key where that leaves a choice
     */
    @Transactional(readOnly = true)
    public List<CredentialSummary> search(String text, Pageable page) {
        // Without a last word on the order, pages could repeat a key or skip one.
        var ordered = PageRequest.of(page.getPageNumber(), page.getPageSize(), page.getSort().and(Sort.by("id.owner", "id.key")));
        var word = text.strip().toLowerCase(Locale.ROOT);
        return rows.search(pattern(word), brokersCalled(word), ordered).stream().map(CredentialEntity::toSummary).toList();
    }

    /** @param today where the reader is, as expiry is a day */
    @Transactional(readOnly = true)
    public KeyFigures figures(LocalDate today) {
        var byBroker = database.sql("select broker, count(*) as keys from credential where state = 'ACTIVE' group by broker order by keys desc, broker")
                .query((row, number) -> new KeyFigures.OfBroker(nameOf(row.getString("broker")), row.getLong("keys"))).list();
        return database.sql("""
                select count(distinct owner) filter (where in_use) as owners, count(*) filter (where in_use and age < make_interval(days => :fresh)) as fresh,
                    count(*) filter (where in_use and age >= make_interval(days => :fresh) and age < make_interval(days => :due)) as settled, count(*) filter (where in_use and age >= make_interval(days => :due)) as old,
                    count(*) filter (where in_use and expires_on between :today and :notice) as expiring,
                    count(*) filter (where in_use and expires_on < :today) as expired, count(*) filter (where state = 'REVOKED') as revoked
                from (select *, state = 'ACTIVE' as in_use, now() - coalesce(rotated_at, created_at) as age from credential) as keys""")
                .param("fresh", KeyFigures.FRESH_DAYS).param("due", KeyFigures.DUE_DAYS)
                .param("today", today).param("notice", today.plusDays(CredentialSummary.EXPIRY_NOTICE_DAYS))
                .query((row, number) -> new KeyFigures(byBroker, row.getLong("owners"), row.getLong("fresh"), row.getLong("settled"), row.getLong("old"),
                        row.getLong("expiring"), row.getLong("expired"), row.getLong("revoked"))).single();
    }

    private String nameOf(String broker) {
        return brokers.find(new BrokerId(broker)).map(Broker::name).orElse(broker);
    }

    private List<String> brokersCalled(String word) {
        return brokers.all().stream().filter(broker -> broker.name().toLowerCase(Locale.ROOT).contains(word))
                .map(broker -> broker.id().value()).toList();
    }

    private static String pattern(String word) {
        var literal = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
