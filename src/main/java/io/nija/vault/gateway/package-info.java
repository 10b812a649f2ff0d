/** The REST gateway under {@code /v1/credentials}: what programs call with a person's access token, its limits and its cache. */
@ApplicationModule(allowedDependencies = {"base", "security", "vault", "audit", "credentials"})
@NullMarked
package io.nija.vault.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
