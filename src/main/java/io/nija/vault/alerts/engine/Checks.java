package io.nija.vault.alerts.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.nija.vault.alerts.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks rules, all at once, so that one that fails or hangs stops no other. One that hangs is not asked again meanwhile. */
final class Checks implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Checks.class);

    private static final int FINDINGS_AT_MOST = 100;
    private static final int TEXT = 600;
    private static final int SUBJECT = 200;

    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();

    /** @param patience for an answer */
    Checks(Duration patience) {
        this.patience = patience;
    }

    List<Checked> ask(List<ConfiguredRule> rules) throws InterruptedException {
        var deadline = Instant.now().plus(patience);
        var answers = new LinkedHashMap<ConfiguredRule, Future<List<Finding>>>();
        rules.stream().filter(rule -> hanging.add(rule.name())).forEach(rule -> answers.put(rule, threads.submit(() -> ask(rule))));
        var checked = new LinkedHashMap<String, Checked>();
        for (var answer : answers.entrySet()) {
            checked.put(answer.getKey().name(), await(answer, deadline));
        }
        return rules.stream().map(rule -> checked.getOrDefault(rule.name(),
                new Checked(rule, Instant.now(), List.of(), "It has not answered yet"))).toList();
    }

    private List<Finding> ask(ConfiguredRule rule) {
        try {
            return rule.check();
        } finally {
            hanging.remove(rule.name());
        }
    }

    private static Checked await(Map.Entry<ConfiguredRule, Future<List<Finding>>> answer, Instant deadline) throws InterruptedException {
        var rule = answer.getKey();
        try {
            var left = Math.max(0, Duration.between(Instant.now(), deadline).toMillis());
            return new Checked(rule, Instant.now(), bounded(rule, answer.getValue().get(left, TimeUnit.MILLISECONDS)), null);
        } catch (TimeoutException e) {
            return new Checked(rule, Instant.now(), List.of(), "It did not answer in time");
        } catch (ExecutionException e) {
            log.debug("The rule {} cannot tell", rule.name(), e.getCause());
            return new Checked(rule, Instant.now(), List.of(), shortened(String.valueOf(e.getCause().getMessage()), 400));
        }
    }

    /** Once each subject, and no more than people could look at. */
    private static List<Finding> bounded(ConfiguredRule rule, List<Finding> findings) {
        var bySubject = new LinkedHashMap<String, Finding>();
        findings.forEach(finding -> bySubject.putIfAbsent(shortened(finding.subject(), SUBJECT),
                new Finding(shortened(finding.subject(), SUBJECT), shortened(finding.text(), TEXT), finding.address())));
        if (bySubject.size() > FINDINGS_AT_MOST) {
            log.warn("The rule {} finds {} things at once; the first {} are alerts", rule.name(), bySubject.size(), FINDINGS_AT_MOST);
        }
        return bySubject.values().stream().limit(FINDINGS_AT_MOST).toList();
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
