package io.nija.vault.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/**
 * The whole console on a real OpenBao, PostgreSQL and OIDC provider, started once for all tests of a run that say this.
 * Let {@link People} sign somebody in. Tests share the people, so each names its keys anew.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = { "local.directory=target/local-stack", "local.oidc-port=0", "server.port=0",
        "console.index.first-check=1d", "alerts.interval=1d", "backup.first-look=1d", "backup.drill.first-due=1d", "console.index.retry=200ms", "spring.datasource.hikari.connection-timeout=1000" })
@ActiveProfiles("local")
@Import({ People.class, VaultCallers.class })
@ExtendWith(SignedOutAfterwards.class)
public @interface ConsoleTest {
}
