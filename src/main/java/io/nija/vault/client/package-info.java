/**
 * The Java client for the platform's services: {@link io.nija.vault.client.ApiKeyManager}. The build puts it into a small
 * jar of its own, so it knows nothing of the console and nothing but the JDK, Jackson and JSpecify.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.nija.vault.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
