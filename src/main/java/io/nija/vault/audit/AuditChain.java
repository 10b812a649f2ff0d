package io.nija.vault.audit;

import java.util.List;

/** How far each of Vault's audit logs, and the console's own records, have been read, and the hash over all of its lines so far. */
public interface AuditChain {

    /**
     * @param source the name of the node, or {@code console}
     * @param lines  how many have been read
     * @param head   the hash over them, in hexadecimal digits
     */
    record Head(String source, long lines, String head) {
    }

    /** Of those of which something has been read, by their names. Throws {@link org.springframework.dao.DataAccessException} when the database does not answer. */
    List<Head> heads();
}
