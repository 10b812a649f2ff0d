package io.nija.vault.alerts.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.nija.vault.alerts.AlertRule;
import io.nija.vault.alerts.Finding;
import io.nija.vault.alerts.Severity;

/** A rule that finds what a test says. */
final class TestRule implements AlertRule {

    final List<String> wrong = new ArrayList<>();
    private final String name;
    private final Duration patience;
    boolean fails;
    boolean hangs;
    double asked;

    TestRule(String name, Duration patience) {
        this.name = name;
        this.patience = patience;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "Title of " + name;
    }

    @Override
    public String advice() {
        return "Advice of " + name + ".";
    }

    @Override
    public Severity severity() {
        return Severity.WARNING;
    }

    @Override
    public Duration patience() {
        return patience;
    }

    @Override
    public Threshold threshold() {
        return new Threshold(5, "%");
    }

    @Override
    public List<Finding> check(double threshold) {
        asked = threshold;
        if (fails) {
            throw new IllegalStateException("The thermometer is broken");
        }
        while (hangs) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return wrong.stream().map(subject -> new Finding(subject, subject + " is wrong", "audit")).toList();
    }
}
