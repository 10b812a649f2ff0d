package io.nija.vault.alerts.engine;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.nija.vault.alerts.Alert;
import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Severity;
import io.nija.vault.alerts.settings.AlertProperties;
import io.nija.vault.alerts.settings.AlertProperties.Mail;
import io.nija.vault.alerts.settings.AlertProperties.RuleSettings;
import io.nija.vault.alerts.settings.AlertProperties.Webhook;
import io.nija.vault.alerts.tell.Announcer;
import io.nija.vault.base.StartupException;
import io.nija.vault.delivery.send.Outboxes;
import io.nija.vault.testing.DevPostgres;
import io.nija.vault.testing.Loopback;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

/** What becomes of what rules find, on a real PostgreSQL that is killed on the way, told to a real web server. */
class EngineTest {

    private static DevPostgres postgres;

    private final TestRule heat = new TestRule("heat", Duration.ZERO);
    private final TestRule noise = new TestRule("noise", Duration.ofMinutes(1));
    private Loopback hook;
    private Outboxes.Running outbox;
    private Announcer announcer;
    private JdbcClient database;
    private Duration toldEvery = Duration.ZERO;
    private final List<Engine> engines = new ArrayList<>();

    @BeforeAll
    static void startDatabase() throws IOException {
        postgres = DevPostgres.start();
        Flyway.configure().dataSource(postgres.dataSource()).load().migrate();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        postgres.close();
    }

    @BeforeEach
    void start() throws IOException {
        database = JdbcClient.create(postgres.dataSource());
        List.of("alert", "alert_silence", "alert_rule", "letter").forEach(table -> database.sql("truncate " + table + " cascade").update());
        hook = Loopback.answering(200, "{}");
        outbox = Outboxes.posting(postgres.dataSource(), "alerts", hook.address(), null);
        announcer = new Announcer(properties(Map.of()), outbox.outbox());
    }

    @AfterEach
    void stop() {
        engines.forEach(EngineTest::end);
        outbox.close();
        hook.close();
    }

    private AlertProperties properties(Map<String, RuleSettings> rules) {
        return new AlertProperties(Duration.ofMillis(100), toldEvery, Duration.ofDays(1), Duration.ofHours(1), rules,
                new Mail(List.of()), new Webhook(null, null, Duration.ofSeconds(1)));
    }

    private Engine engine() {
        return engine(new Board(announcer), Map.of());
    }

    private Engine engine(Board board, Map<String, RuleSettings> settings) {
        var properties = properties(settings);
        var engine = new Engine(postgres.dataSource(), new Rules(List.<AlertRule>of(heat, noise), properties), properties, board, announcer);
        engines.add(engine);
        return engine;
    }

    private List<Alert> alerts() {
        return database.sql("select * from alert order by id").query(AlertRows::alert).list();
    }

    private Alert alert() {
        assertThat(alerts()).hasSize(1);
        return alerts().getFirst();
    }

    private List<JsonNode> told() {
        return hook.requests().stream().map(request -> new JsonMapper().readTree(request.body())).toList();
    }

    /** As if that much time had gone by. */
    private void earlier(String table, String time, Duration by) {
        database.sql("update %s set %s = %s - make_interval(secs => ?)".formatted(table, time, time)).param(by.toSeconds()).update();
    }

    private JsonNode awaitTold(int messages) {
        await().until(() -> told().size() >= messages);
        assertThat(told()).hasSize(messages);
        return told().getLast();
    }

    @Test
    void whatIsWrongOpensAndIsToldAndIsResolvedAndToldOnceMore() throws Exception {
        var engine = engine();
        heat.wrong.add("oven");
        engine.round();
        assertThat(alert()).returns(true, Alert::isOpen).returns("oven is wrong", Alert::text).returns("audit", Alert::address);
        assertThat(awaitTold(1).at("/opened/0/subject").asString()).isEqualTo("oven");
        engine.round();
        heat.wrong.clear();

        engine.round();

        assertThat(alert().resolvedAt()).isNotNull();
        var message = awaitTold(2);
        assertThat(message.at("/resolved/0/subject").asString()).isEqualTo("oven");
        assertThat(message.at("/opened").isEmpty()).isTrue();
        assertThat(database.sql("select what from alert_event order by id").query(String.class).list()).containsExactly("OPENED", "TOLD", "RESOLVED", "TOLD");
    }

    @Test
    void nothingOpensBeforeThePatienceIsOver() throws Exception {
        var engine = engine();
        noise.wrong.add("drum");
        engine.round();
        assertThat(alert().isOpen()).isFalse();
        noise.wrong.clear();
        engine.round();
        assertThat(alerts()).as("it was none").isEmpty();
        noise.wrong.add("drum");
        engine.round();
        earlier("alert", "since", Duration.ofSeconds(30));
        engine.round();
        assertThat(alert().isOpen()).isFalse();

        earlier("alert", "since", Duration.ofSeconds(30));
        engine.round();

        assertThat(alert().isOpen()).isTrue();
    }

    @Test
    void aRuleThatCannotTellKeepsWhatIsOpenAndStopsNoOther() throws Exception {
        var engine = engine();
        heat.wrong.add("oven");
        engine.round();
        heat.fails = true;
        heat.wrong.clear();
        noise.wrong.add("drum");
        engine.round();
        earlier("alert", "since", Duration.ofMinutes(1));

        engine.round();

        assertThat(alerts()).extracting(Alert::subject, Alert::isOpen).containsExactly(tuple("oven", true),
                tuple("drum", true));
        assertThat(database.sql("select problem from alert_rule where name = 'heat'").query(String.class).single()).isEqualTo("The thermometer is broken");
        heat.fails = false;
        engine.round();
        assertThat(alerts().getFirst().resolvedAt()).isNotNull();
        assertThat(database.sql("select problem from alert_rule where name = 'heat'").query(String.class).optional()).isEmpty();
    }

    @Test
    void ofManyThingsAtOnceOneMessageTells() throws Exception {
        toldEvery = Duration.ofMinutes(3);
        var engine = engine();
        for (int i = 0; i < 50; i++) {
            heat.wrong.add("oven " + i);
        }
        engine.round();
        var message = awaitTold(1);
        assertThat(message.at("/opened").size()).isEqualTo(20);
        assertThat(message.at("/more").asInt()).isEqualTo(30);
        for (int round = 0; round < 5; round++) {
            heat.wrong.add("stove " + round);
            engine.round();
        }
        Thread.sleep(1500);
        assertThat(told()).as("too soon for another").hasSize(1);
        earlier("alert_rule", "told_at", toldEvery);

        engine.round();

        assertThat(awaitTold(2).at("/opened").size()).isEqualTo(5);
    }

    @Test
    void whatIsOpenSurvivesARestartAndIsNotToldAgain() throws Exception {
        heat.wrong.add("oven");
        var first = engine();
        first.round();
        awaitTold(1);
        end(first);

        engine().round();

        assertThat(alert().isOpen()).isTrue();
        Thread.sleep(1500);
        assertThat(told()).hasSize(1);
    }

    @Test
    void ofTwoConsolesOneAsksAndTheOtherGoesOnWhenItEnds() throws Exception {
        heat.wrong.add("oven");
        var first = engine();
        var board = new Board(announcer);
        var second = engine(board, Map.of());
        first.round();
        second.round();
        first.round();
        assertThat(alert().isOpen()).isTrue();
        assertThat(board.open()).as("the other one sees it").hasSize(1);
        assertThat(board.answers()).as("and has not asked").isEmpty();
        end(first);

        heat.wrong.clear();

        // PostgreSQL learns a moment late that the first one's connection is closed.
        await().untilAsserted(() -> {
            second.round();
            assertThat(alert().resolvedAt()).isNotNull();
        });
        awaitTold(2);
    }

    /** The engine lets go of its connection when it ends. */
    private static void end(Engine engine) {
        engine.stop();
        engine.run();
    }

    @Test
    void whatIsSilencedIsShownAndNotTold() throws Exception {
        database.sql("""
                insert into alert_silence (rule, subject, reason, person, from_at, until_at)
                values ('heat', 'oven', 'we bake', 'ada', now(), now() + interval '1 hour')""").update();
        var engine = engine();
        heat.wrong.addAll(List.of("oven", "stove"));
        engine.round();
        assertThat(awaitTold(1).at("/opened").size()).isEqualTo(1);
        assertThat(alerts()).allMatch(Alert::isOpen);
        earlier("alert_silence", "until_at", Duration.ofHours(1));

        engine.round();

        assertThat(awaitTold(2).at("/opened/0/subject").asString()).as("when the silence is over").isEqualTo("oven");
    }

    @Test
    void whenTheTimeOfWhoeverTookItOnIsOverItIsToldOnceMore() throws Exception {
        var engine = engine();
        heat.wrong.add("oven");
        engine.round();
        awaitTold(1);
        database.sql("update alert set acknowledged_by = 'ada', acknowledged_until = now() + interval '1 hour'").update();
        engine.round();
        assertThat(alert().acknowledged()).isNotNull();
        earlier("alert", "acknowledged_until", Duration.ofHours(1));

        engine.round();

        assertThat(alert().acknowledged()).isNull();
        awaitTold(2);
    }

    @Test
    void withoutTheDatabaseItGoesOnFromMemoryAndTheDatabaseLearnsOfItLater() throws Exception {
        var board = new Board(announcer);
        var engine = engine(board, Map.of());
        heat.wrong.add("oven");
        engine.round();
        awaitTold(1);
        postgres.kill();
        try {
            heat.wrong.clear();
            heat.wrong.add("stove");
            engine.round();
            assertThat(board.open()).extracting(Alert::subject).containsExactly("stove");
            var message = awaitTold(2);
            assertThat(message.at("/opened/0/subject").asString()).isEqualTo("stove");
            assertThat(message.at("/resolved/0/subject").asString()).isEqualTo("oven");
            engine.round();
        } finally {
            postgres.startAgain();
        }

        engine.round();

        assertThat(alerts()).extracting(Alert::subject, Alert::isOpen).containsExactly(tuple("oven", false),
                tuple("stove", true));
        Thread.sleep(1500);
        assertThat(told()).as("nothing twice").hasSize(2);
    }

    @Test
    void oneThatHangsDoesNotHoldUpTheOthers() throws Exception {
        noise.hangs = true;
        heat.wrong.add("oven");
        try (var checks = new Checks(Duration.ofMillis(300))) {
            var rules = new Rules(List.<AlertRule>of(heat, noise), properties(Map.of())).all();

            var answers = checks.ask(rules);
            var again = checks.ask(rules);

            assertThat(answers).extracting(Checked::problem).containsExactly(null, "It did not answer in time");
            assertThat(again).extracting(Checked::problem).containsExactly(null, "It has not answered yet");
            noise.hangs = false;
            await().until(() -> checks.ask(rules).getLast().problem() == null);
        }
    }

    @Test
    void settingsChangeARuleAndOneThatIsOffIsNotAsked() throws Exception {
        var settings = Map.of("heat", new RuleSettings(null, Severity.CRITICAL, null, 40.0), "noise", new RuleSettings(false, null, null, null));
        heat.wrong.add("oven");
        noise.wrong.add("drum");

        engine(new Board(announcer), settings).round();

        assertThat(alert()).returns(Severity.CRITICAL, Alert::severity);
        assertThat(heat.asked).isEqualTo(40);
    }

    @Test
    void settingsForARuleThatIsNotThereAreRefused() {
        var properties = properties(Map.of("heta", new RuleSettings(false, null, null, null)));

        assertThatExceptionOfType(StartupException.class).isThrownBy(() -> new Rules(List.<AlertRule>of(heat, noise), properties))
                .withMessage("alerts.rules: there is no rule heta. There are: heat, noise.");
    }
}
