package io.nija.vault.credentials;

import java.util.List;
import java.util.Locale;

import io.nija.vault.security.Role;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's keys for support staff and admins: which there are and how they are, never a value. */
@Service
@PreAuthorize("hasAnyRole('" + Role.SUPPORT_NAME + "', '" + Role.ADMIN_NAME + "')")
public class KeyDirectory {

    private final CredentialRepository rows;
    private final BrokerCatalogue brokers;

    KeyDirectory(CredentialRepository rows, BrokerCatalogue brokers) {
        this.rows = rows;
        this.brokers = brokers;
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

    private List<String> brokersCalled(String word) {
        return brokers.all().stream().filter(broker -> broker.name().toLowerCase(Locale.ROOT).contains(word))
                .map(broker -> broker.id().value()).toList();
    }

    private static String pattern(String word) {
        var literal = word.replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
