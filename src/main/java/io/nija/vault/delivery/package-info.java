/** Delivery: letters to people who are not looking, by mail and webhook, from one outbox in the database. */
@ApplicationModule(allowedDependencies = "base")
@NullMarked
package io.nija.vault.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
