package io.nija.vault.credentials;

import java.util.Collection;
import java.util.List;

import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface CredentialRepository extends JpaRepository<CredentialEntity, CredentialEntity.Id> {

    List<CredentialEntity> findByIdOwner(String owner);

    @Query("""
            select c from CredentialEntity c
            where c.state <> io.nija.vault.credentials.CredentialState.DESTROYED
              and (lower(c.id.owner) like :pattern escape '!' or lower(c.id.key) like :pattern escape '!'
                   or lower(coalesce(c.label, '')) like :pattern escape '!' or c.broker in :brokers)
            """)
    List<CredentialEntity> search(String pattern, Collection<String> brokers, Pageable page);

    @Modifying
    @Query("update CredentialEntity c set c.inDoubt = true where c.id = :id")
    void doubt(CredentialEntity.Id id);

    /** Held until the end of the transaction: two refreshes of one key take turns, so the later reads the newer state. */
    @Query(value = "select 1 from pg_advisory_xact_lock(hashtextextended(:path, 0))", nativeQuery = true)
    Integer lock(String path);
}
