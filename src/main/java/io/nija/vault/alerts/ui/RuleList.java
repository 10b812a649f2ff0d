package io.nija.vault.alerts.ui;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.nija.vault.alerts.RuleStatus;
import org.jspecify.annotations.Nullable;

/** All rules, how they are set, and how each is now. */
class RuleList extends UnorderedList {

    /** All that can be seen of a rule. */
    private record Shown(String name, boolean asked, @Nullable String problem, long open) {
    }

    private final transient Consumer<RuleStatus> silence;
    private transient List<Shown> shown = List.of();

    RuleList(Consumer<RuleStatus> silence) {
        this.silence = silence;
        addClassNames("panel", "rule-list");
    }

    /** @param open how many alerts of each there are, by the rules' names */
    void show(List<RuleStatus> rules, Map<String, Long> open) {
        var content = rules.stream().map(rule -> new Shown(rule.name(), rule.checkedAt() != null, rule.problem(), open.getOrDefault(rule.name(), 0L))).toList();
        if (content.equals(shown)) {
            return;
        }
        shown = content;
        removeAll();
        rules.forEach(rule -> add(item(rule, open.getOrDefault(rule.name(), 0L))));
    }

    private ListItem item(RuleStatus rule, long open) {
        var title = new Span(rule.title());
        title.addClassName("alert-text");
        var name = new Span(rule.name());
        name.addClassName("mono");
        var settings = new Span(settings(rule));
        settings.addClassName("secondary");
        var texts = new Div(title, new Div(name, settings));
        texts.addClassName("alert-texts");
        var quiet = new Button("Silence …", click -> silence.accept(rule));
        quiet.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        quiet.setAriaLabel("Silence: " + rule.title());
        return new ListItem(texts, state(rule, open), quiet);
    }

    private static String settings(RuleStatus rule) {
        var threshold = rule.threshold();
        return rule.severity().label() + (threshold == null ? "" : " · " + number(threshold.value()) + " " + threshold.unit())
                + (rule.patience().isZero() ? " · at once" : " · after " + span(rule.patience()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ENGLISH, "%,d", (long) value) : String.valueOf(value);
    }

    private static String span(Duration time) {
        return time.toSeconds() % 60 == 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }

    private static Component state(RuleStatus rule, long open) {
        var text = !rule.enabled() ? "off" : rule.problem() != null ? "cannot be told" : rule.checkedAt() == null ? "not asked yet"
                : open == 0 ? "well" : open + " open";
        var state = new Span(text);
        state.addClassNames("rule-state", !rule.enabled() || rule.checkedAt() == null ? "rule-off" : rule.problem() != null ? "rule-unknown" : open == 0 ? "rule-well" : "rule-open");
        if (rule.problem() != null) {
            state.getElement().setAttribute("title", rule.problem());
        }
        return state;
    }
}
