package io.nija.vault.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Browsers on the real console: tests take {@link Visits} and, where they look behind the pages, the
 * {@link ConsoleProcess}. One console serves all classes of a run, so each test names its keys anew.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(EndToEndExtension.class)
@interface EndToEnd {

    /** Whether the class has a console to itself, to be stopped, killed or started otherwise. */
    boolean ownConsole() default false;

    /** What its own console is started with. */
    String[] arguments() default {};
}
