package io.nija.vault.credentials;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.nija.vault.base.CredentialId;
import org.jspecify.annotations.Nullable;

/**
 * Rotations that the signed-in person is led through, of their own keys. Where one stands is in the database, so that it is found again
 * after a break and on another device; what came about in Vault decides, also when a console was killed in between. At any time there is
 * at most one live rotation a key.
 * <p>
 * Every method throws {@link org.springframework.security.access.AccessDeniedException} for somebody else's key,
 * {@link org.springframework.dao.DataAccessException} when the database does not answer and
 * {@link io.nija.vault.vault.VaultException} when Vault does not. What does not fit to where the rotation stands is a
 * {@link RotationChangedException} and changes nothing.
 */
public interface Rotations {

    /** The latest of a key, as the key is in Vault now. One that was overtaken by what happened to the key, or has run out, ends by this. */
    Optional<Rotation> latest(KeyDetail key);

    /** The keys with a live rotation, by the database alone. */
    Set<CredentialId> underWay();

    /**
     * The live one of the key, or a new one.
     *
     * @param request the number of the request that it is for
     */
    Rotation begin(CredentialId key, @Nullable Long request);

    /** The owner has the new key and enters it. */
    Rotation enter(CredentialId key, @Nullable Long request);

    /** How long the old values can be kept at one click's distance: the usual time first, 7 days at most. */
    List<Duration> graces();

    /**
     * Stores the new values in Vault and begins the grace period.
     *
     * @param expectedVersion the version that the person saw
     * @throws io.nija.vault.vault.VersionConflictException when the current version is another one; nothing is stored
     * @throws IllegalArgumentException when the grace is none of those offered
     */
    Rotation store(CredentialId key, KeyMaterial material, int expectedVersion, Duration grace);

    /** Brings the old values back, as a new version, and ends the rotation. */
    Rotation rollBack(CredentialId key);

    /** The new key works: the grace period ends. The old version stays in Vault's history like any. */
    Rotation finish(CredentialId key);

    /** Ends it before anything was stored. */
    void abandon(CredentialId key);
}
