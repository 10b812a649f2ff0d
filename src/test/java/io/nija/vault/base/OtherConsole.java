package io.nija.vault.base;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Another console of the same database, as far as scheduled work goes: a process of its own that is at the round of the requests and stays at it. */
public final class OtherConsole implements AutoCloseable {

    private static final String AT_IT = "at it";

    private final Process process;

    private OtherConsole(Process process) {
        this.process = process;
    }

    /** Returns when the round runs there. */
    public static OtherConsole atTheRoundOfRequests(JdbcConnectionDetails database) throws IOException {
        var builder = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", OtherConsole.class.getName()))
                .redirectErrorStream(true);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.environment().putAll(Map.of("DATABASE_URL", database.getJdbcUrl(), "DATABASE_USER", database.getUsername(),
                "DATABASE_PASSWORD", database.getPassword()));
        var console = new OtherConsole(builder.start());
        var output = new BufferedReader(new InputStreamReader(console.process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = output.readLine(); !AT_IT.equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IllegalStateException("It ended before it got to its round");
            }
        }
        return console;
    }

    /** As {@code kill -9} does, and returns when it has ended. */
    public void kill() {
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws InterruptedException {
        var context = new AnnotationConfigApplicationContext(Work.class);
        // Until nobody else is at it.
        while (true) {
            context.getBean(Round.class).round();
            Thread.sleep(100);
        }
    }

    /** No component, or the console of the tests would find it. */
    @Import(SchedulerLocks.class)
    static class Work {

        @Bean
        PGSimpleDataSource database() {
            var source = new PGSimpleDataSource();
            source.setUrl(System.getenv("DATABASE_URL"));
            source.setUser(System.getenv("DATABASE_USER"));
            source.setPassword(System.getenv("DATABASE_PASSWORD"));
            return source;
        }

        @Bean
        Round round() {
            return new Round();
        }
    }

    static class Round {

        @SchedulerLock(name = "requests", lockAtMostFor = "10s")
        void round() throws InterruptedException {
            System.out.println(AT_IT);
            Thread.sleep(TimeUnit.MINUTES.toMillis(5));
        }
    }
}
