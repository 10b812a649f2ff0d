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

    KeyDirectory(CredentialRepository rows) {
        this.rows = rows;
    }

    /**
     * @param text part of an owner, a key's name or a label; blank for all
     * @return one page, in the order that it asks for, and by owner and key where that leaves a choice
     */
    @Transactional(readOnly = true)
    public List<CredentialSummary> search(String text, Pageable page) {
        // Without a last word on the order, pages could repeat a key or skip one.
        var ordered = PageRequest.of(page.getPageNumber(), page.getPageSize(), page.getSort().and(Sort.by("id.owner", "id.key")));
        return rows.search(pattern(text), ordered).map(CredentialEntity::toSummary).getContent();
    }

    private static String pattern(String text) {
        var literal = text.strip().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
