package io.nija.vault.notices;

/** Where features put what people are to be told. */
public interface Notices {

    /**
     * In the caller's transaction, so that a notice goes out when, and only when, what it is about came about. How the person
     * is told is theirs to choose.
     *
     * @throws org.springframework.dao.DataAccessException when the database does not answer
     */
    void tell(Notice notice);
}
