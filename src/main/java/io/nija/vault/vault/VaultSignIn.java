package io.nija.vault.vault;

import io.nija.vault.base.ConsoleException;
import io.nija.vault.security.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** Signs a person in to Vault as soon as they have signed in to the console. */
@Component
class VaultSignIn {

    private static final Logger log = LoggerFactory.getLogger(VaultSignIn.class);

    private final PersonVault person;
    private final VaultHealth health;

    VaultSignIn(PersonVault person, VaultHealth health) {
        this.person = person;
        this.health = health;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        if (health.status() != VaultStatus.UP) {
            return;
        }
        if (is(Role.USER, event.getAuthentication())) {
            attempt(person::signIn);
        }
        if (is(Role.ADMIN, event.getAuthentication())) {
            attempt(person::signInAsAdmin);
        }
    }

    private static boolean is(Role role, Authentication person) {
        return person.getAuthorities().stream().anyMatch(authority -> role.authority().equals(authority.getAuthority()));
    }

    private static void attempt(Runnable signIn) {
        try {
            signIn.run();
        } catch (ConsoleException e) {
            // The list comes from the index all the same, and whatever needs Vault tries again.
            log.warn("Vault did not take a sign-in: {}", e.getMessage());
        }
    }
}
