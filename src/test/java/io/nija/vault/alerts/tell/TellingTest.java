package io.nija.vault.alerts.tell;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.icegreen.greenmail.junit5.GreenMailExtension;
import com.icegreen.greenmail.util.ServerSetup;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.tell.Message.Line;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.Loopback;
import io.nija.vault.testing.Loopback.Reply;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Messages by mail to a real mail server and by webhook to a real web server, also to such as fail. */
class TellingTest {

    @RegisterExtension
    static final GreenMailExtension MAIL = new GreenMailExtension(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private static DevPostgres postgres;

    private final List<Outbox> outboxes = new ArrayList<>();
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
        database.sql("delete from alert_message").update();
    }

    @AfterEach
    void stopSending() {
        outboxes.forEach(Outbox::stop);
    }

    private Outbox outbox(Channel channel) {
        var outbox = Outboxes.running(postgres.dataSource(), channel);
        outboxes.add(outbox);
        return outbox;
    }

    private static Message message(String subject) {
        var since = Instant.parse("2026-11-24T10:00:00Z");
        return new Message("audit-disk", "The disk of an audit log is filling", Severity.CRITICAL, "Make room.", since.plusSeconds(20),
                List.of(new Line(subject, "The disk of " + subject + " has 3.0 % left", since, null)), List.of(new Line("node-9", "The disk of node-9 has 9.0 % left",
                        since, since.plusSeconds(10))), 0, "https://vault.nija.example/alerts");
    }

    private static MailChannel mail(int port) {
        var sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        var patience = new Properties();
        patience.setProperty("mail.smtp.connectiontimeout", "2000");
        sender.setJavaMailProperties(patience);
        return new MailChannel(sender, new AlertProperties.Mail(List.of("ops@nija.example", "ada@nija.example"), "vault@nija.example"));
    }

    private static WebhookChannel webhook(URI url, String secret) {
        return new WebhookChannel(url, new AlertProperties.Webhook(url, secret, Duration.ofMillis(500)));
    }

    @Test
    void mailSaysWhatIsWrongWhatToDoAndWhereToLook() throws Exception {
        outbox(mail(MAIL.getSmtp().getPort())).put(message("node-1"), database);

        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        var mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[NIJA Vault] Critical: The disk of an audit log is filling (node-1)");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ops@nija.example", "ada@nija.example");
        assertThat(mail.getContent().toString().replace("\r\n", "\n").strip() + "\n").isEqualTo("""
                The disk of an audit log is filling

                Open:
                - The disk of node-1 has 3.0 % left (since 2026-11-24 10:00:00 UTC)

                Resolved:
                - The disk of node-9 has 9.0 % left (since 2026-11-24 10:00:00 UTC, until 2026-11-24 10:00:10 UTC)

                What to do: Make room.

                https://vault.nija.example/alerts
                """);
        await().until(() -> count("delivered_at is not null") == 1);
    }

    @Test
    void aNameWithALineBreakBecomesNoOtherHeader() throws Exception {
        outbox(mail(MAIL.getSmtp().getPort())).put(message("node\r\nBcc: mallory@evil.example"), database);

        assertThat(MAIL.waitForIncomingEmail(10_000, 1)).isTrue();
        var mail = MAIL.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).contains("node Bcc: mallory");
        assertThat(MAIL.getReceivedMessages()).hasSize(2);
    }

    @Test
    void aWebhookGetsTheSameAsJsonUnderASignatureThatCanBeChecked() throws Exception {
        try (var server = Loopback.answering(204, "")) {
            outbox(webhook(server.address().resolve("/hooks/vault"), "top secret")).put(message("node-1"), database);

            await().until(() -> !server.requests().isEmpty());
            var request = server.requests().getFirst();
            assertThat(request.method() + " " + request.path()).isEqualTo("POST /hooks/vault");
            assertThat(request.body()).contains("\"rule\":\"audit-disk\"", "\"severity\":\"CRITICAL\"", "\"subject\":\"node-1\"", "\"since\":\"2026-11-24T10:00:00Z\"")
                    .doesNotContain("top secret");
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("top secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(request.headers().get("x-nija-signature"))
                    .isEqualTo("sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body().getBytes(StandardCharsets.UTF_8))));
        }
    }

    @Test
    void oneThatFailsIsTriedAgainLaterAndThenArrivesOnce() throws Exception {
        var asked = new AtomicInteger();
        try (var server = Loopback.answering(request -> new Reply(asked.incrementAndGet() < 3 ? 503 : 200, ""))) {
            outbox(webhook(server.address(), null)).put(message("node-1"), database);

            await().atMost(Duration.ofSeconds(10)).until(() -> count("delivered_at is not null") == 1);
            Thread.sleep(1500);
            assertThat(asked).hasValue(3);
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
            outbox(webhook(server.address(), null)).put(message("node-1"), database);

            await().atMost(Duration.ofSeconds(5)).until(() -> count("error like 'It did not answer%' and delivered_at is null") == 1);
        }
    }

    @Test
    void whatNeverArrivesIsGivenUp() {
        database.sql("insert into alert_message (at, rule, channel, content, attempts, next_try) values (now(), 'audit-disk', 'webhook', :content, 5, now())")
                .param("content", MessageJson.of(message("node-1"))).update();
        outbox(webhook(URI.create("http://127.0.0.1:1/"), null));

        await().atMost(Duration.ofSeconds(10)).until(() -> count("gave_up_at is not null and attempts = 6 and error is not null") == 1);
    }

    @Test
    void twoConsolesSendEachMessageOnce() throws Exception {
        try (var server = Loopback.answering(200, "")) {
            var first = outbox(webhook(server.address(), null));
            outbox(webhook(server.address(), null));
            for (int i = 0; i < 40; i++) {
                first.put(message("node-" + i), database);
            }

            await().atMost(Duration.ofSeconds(10)).until(() -> count("delivered_at is not null") == 40);
            assertThat(server.requests()).hasSize(40);
        }
    }

    private long count(String condition) {
        return database.sql("select count(*) from alert_message where " + condition).query(Long.class).single();
    }
}
