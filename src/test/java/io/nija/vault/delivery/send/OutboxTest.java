package io.nija.vault.delivery.send;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.nija.vault.base.StartupException;
import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Outbox;
import io.nija.vault.delivery.Undelivered;
import io.nija.vault.delivery.Webhook;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** Letters to a real mail server and a real web server, also to such as fail, from consoles that are killed on the way. */
class OutboxTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    @RegisterExtension
    static final GreenMailExtension MAIL = new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static DevPostgres postgres;

    private final List<Outboxes.Running> running = new ArrayList<>();
    private JdbcClient database;

    @BeforeAll
    static void start() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        database = JdbcClient.create(postgres.dataSource());
        database.sql("delete from letter").update();
    }

    @AfterEach
    void stopSending() {
        running.forEach(Outboxes.Running::close);
    }

    private Outbox keep(Outboxes.Running started) {
        running.add(started);
        return started.outbox();
    }

    private Outbox posting(URI url) {
        return keep(Outboxes.posting(postgres.dataSource(), "hook", url, null));
    }

    private static Letter mail(String subject, String text, String link) {
        return Letter.mail("rule", List.of("ops@nija.example", "ada@nija.example"), subject, text, "alerts", link);
    }

    private static Letter post() {
        return Letter.post("rule", "hook", "{\"a\":1}");
    }

    private long count(String condition) {
        return database.sql("select count(*) from letter where " + condition).query(Long.class).single();
    }

    private MimeMessage received() {
        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        return MAIL.getReceivedMessages()[0];
    }

    /** The bodies of a mail by their type. */
    private static String body(Object content, String type) throws Exception {
        if (content instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart part = parts.getBodyPart(i);
                var found = part.isMimeType(type) ? (String) part.getContent() : body(part.getContent(), type);
                if (!found.isEmpty()) {
                    return found.replace("\r\n", "\n");
                }
            }
        }
        return "";
    }

    @Test
    void aMailIsTextAndTheSameAsHtml() throws Exception {
        keep(Outboxes.mailing(postgres.dataSource(), MAIL.getSmtp().getPort())).put(mail("Critical: a <disk> fills", "Two\nlines & more.\n\nA <b>paragraph</b> {{title}}", null));

        var mail = received();
        assertThat(mail.getSubject()).isEqualTo("[NIJA Vault] Critical: a <disk> fills");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("vault@nija.example");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@nija.example", "ada@nija.example");
        assertThat(body(mail.getContent(), "text/plain")).isEqualTo("""
                Two
                lines & more.

                A <b>paragraph</b> {{title}}

                https://vault.nija.example/alerts
                """);
        assertThat(body(mail.getContent(), "text/html")).contains("<h1", "Critical: a &lt;disk&gt; fills</h1>", "Two<br>\nlines &amp; more.</p>",
                "A &lt;b&gt;paragraph&lt;/b&gt; {{title}}</p>", "href=\"https://vault.nija.example/alerts\"", "prefers-color-scheme: dark");
        await().until(() -> count("delivered_at is not null and content = ''") == 1);
        assertThat(mail.getMessageID()).isEqualTo("<" + database.sql("select id from letter").query(String.class).single() + "@nija.example>");
    }

    @Test
    void aLinkStandsInTheMailAloneAndIsGoneOnceThatHasArrived() throws Exception {
        keep(Outboxes.mailing(postgres.dataSource(), MAIL.getSmtp().getPort())).put(mail("Your turn", "Go on.", "requests/17/complete?code=abc&more=1"));

        assertThat(body(received().getContent(), "text/html")).contains("href=\"https://vault.nija.example/requests/17/complete?code=abc&amp;more=1\"").doesNotContain("/alerts");
        await().until(() -> count("delivered_at is not null") == 1);
        assertThat(database.sql("select letter::text from letter").query(String.class).single()).doesNotContain("abc");
    }

    @Test
    void aNameWithALineBreakBecomesNoOtherHeader() throws Exception {
        keep(Outboxes.mailing(postgres.dataSource(), MAIL.getSmtp().getPort())).put(mail("node\r\nBcc: mallory@evil.example", "Text", null));

        var mail = received();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).contains("node Bcc: mallory");
        assertThat(MAIL.getReceivedMessages()).as("one for each of two").hasSize(2);
    }

    @Test
    void aLetterIsPostedUnderASignatureOfItsTimeAndBody() throws Exception {
        try (var server = Loopback.answering(204, "")) {
            keep(Outboxes.posting(postgres.dataSource(), "hook", server.address().resolve("/hooks/vault"), "top secret")).put(post());

            await().until(() -> !server.requests().isEmpty());
            var request = server.requests().getFirst();
            assertThat(request.method() + " " + request.path() + " " + request.body()).isEqualTo("POST /hooks/vault {\"a\":1}");
            assertThat(request.headers().get("x-nija-delivery")).isEqualTo(database.sql("select id from letter").query(String.class).single());
            var time = request.headers().get("x-nija-timestamp");
            assertThat(Instant.ofEpochSecond(Long.parseLong(time))).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("top secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(request.headers().get("x-nija-signature"))
                    .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal((time + "." + request.body()).getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void oneThatFailsIsTriedAgainUnderTheSameNumberAndThenArrivesOnce() throws Exception {
        var asked = new AtomicInteger();
        try (var server = Loopback.answering(request -> new Reply(asked.incrementAndGet() < 3 ? 503 : 200, ""))) {
            posting(server.address()).put(post());

            await().atMost(SOON).until(() -> count("delivered_at is not null and attempts = 3 and error is null") == 1);
            assertThat(server.requests()).hasSize(3).extracting(request -> request.headers().get("x-nija-delivery")).containsOnly(
                    server.requests().getFirst().headers().get("x-nija-delivery"));
        }
    }

    @Test
    void oneThatHangsIsLeftAndItsFailureIsKeptForPeople() throws Exception {
        try (var server = Loopback.answering(request -> {
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Reply(200, "");
        })) {
            keep(Outboxes.posting(postgres.dataSource(), new Webhook("hook", server.address(), null, Duration.ofMillis(500)))).put(post());

            await().atMost(SOON).until(() -> count("error like 'It did not answer%' and delivered_at is null") == 1);
        }
    }

    @Test
    void whatNeverArrivesIsGivenUpWithoutItsLinkAndCanBeSentAgain() throws Exception {
        var impatient = new DeliveryProperties("vault@nija.example", null, Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofDays(1));
        try (var away = Outboxes.running(postgres.dataSource(), Outboxes.server(1), List.of(), impatient)) {
            away.outbox().put(mail("Your turn", "Go on.", "requests/17/complete?code=abc"));

            await().atMost(SOON).until(() -> count("gave_up_at is not null and link is null") == 1);
            assertThat(away.outbox().undelivered()).singleElement().satisfies(letter -> {
                assertThat(letter.gaveUp()).isTrue();
                assertThat(letter.error()).isNotBlank();
                assertThat(letter.recipient()).contains("ada@nija.example");
            });
        }
        var outbox = keep(Outboxes.mailing(postgres.dataSource(), MAIL.getSmtp().getPort()));
        outbox.sendAgain(outbox.undelivered().stream().map(Undelivered::id).findFirst().orElseThrow());

        assertThat(body(received().getContent(), "text/plain")).contains("Go on.", "https://vault.nija.example/alerts").doesNotContain("abc");
        assertThat(outbox.undelivered()).allSatisfy(letter -> assertThat(letter.gaveUp()).isFalse());
    }

    @Test
    void whatDidNotComeAboutIsNotSent() throws Exception {
        try (var server = Loopback.answering(200, "")) {
            var outbox = posting(server.address());
            var connection = postgres.dataSource().getConnection();
            try (connection) {
                connection.setAutoCommit(false);
                outbox.put(post(), JdbcClient.create(new SingleConnectionDataSource(connection, true)));
                connection.rollback();
            }
            outbox.put(post());

            await().atMost(SOON).until(() -> count("delivered_at is not null") == 1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void twoConsolesSendEachLetterOnce() throws Exception {
        try (var server = Loopback.answering(200, "")) {
            var first = posting(server.address());
            posting(server.address());
            new TransactionTemplate(new JdbcTransactionManager(postgres.dataSource())).executeWithoutResult(status -> {
                for (int i = 0; i < 40; i++) {
                    first.put(post());
                }
            });

            await().atMost(SOON).until(() -> count("delivered_at is not null") == 40);
            assertThat(server.requests()).hasSize(40).extracting(request -> request.headers().get("x-nija-delivery")).doesNotHaveDuplicates();
        }
    }

    @Test
    void aConsoleKilledRightAfterItSentOneLeavesItToBeSentOnceMoreUnderTheSameNumber() throws Exception {
        var sender = new AtomicReference<Process>();
        try (var server = Loopback.answering(request -> {
            // It has arrived; whoever sent it is gone before it can note that.
            sender.get().destroyForcibly().onExit().join();
            return new Reply(200, "");
        })) {
            var source = postgres.dataSource().unwrap(PGSimpleDataSource.class);
            var killed = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                    KilledSender.class.getName(), source.getUrl(), source.getUser(), server.address().toString()).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            sender.set(killed);
            Outboxes.closed(postgres.dataSource()).outbox().put(post());
            await().atMost(Duration.ofSeconds(60)).until(() -> !killed.isAlive());
            assertThat(count("delivered_at is null and claimed_until > now()")).isEqualTo(1);
            // The two minutes are over.
            database.sql("update letter set claimed_until = now() - interval '1 second'").update();

            try (var other = Loopback.answering(200, "")) {
                posting(other.address());

                await().atMost(SOON).until(() -> count("delivered_at is not null and attempts = 2") == 1);
                assertThat(other.requests()).singleElement().extracting(request -> request.headers().get("x-nija-delivery"))
                        .isEqualTo(server.requests().getFirst().headers().get("x-nija-delivery"));
            }
        }
    }

    @Test
    void anAddressThatIsNoneIsRefusedAndNamesTheSetting() {
        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new Webhook("notices", URI.create("ftp://hooks"), null, Duration.ofSeconds(1)))
                .withMessageContaining("notices.webhook.url");
        assertThat(new Webhook("notices", URI.create("https://hooks.example/abc"), "secret", Duration.ofSeconds(1)).toString()).isEqualTo("notices");
    }
}
