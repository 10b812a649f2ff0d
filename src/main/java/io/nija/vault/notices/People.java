package io.nija.vault.notices;

import java.util.List;
import java.util.Optional;

import io.nija.vault.base.UserId;
import io.nija.vault.security.Role;

/** Who has signed in so far. A provider is not asked for others, so nobody is known before they have come. */
public interface People {

    Optional<KnownPerson> find(UserId id);

    /** By name. */
    List<KnownPerson> with(Role role);
}
