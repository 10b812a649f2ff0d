package io.nija.vault.credentials;

import java.util.List;
import java.util.Locale;

import io.nija.vault.security.Role;
import org.springframework.data.domain.Pageable;
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
     * @return one page, in the order that the page asks for
     */
    @Transactional(readOnly = true)
    public List<CredentialSummary> search(String text, Pageable page) {
        return rows.search(pattern(text), page).map(CredentialEntity::toSummary).getContent();
    }

    private static String pattern(String text) {
        var literal = text.strip().toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }
}
