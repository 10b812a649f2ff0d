package io.nija.vault.audit.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import io.nija.vault.base.ui.Times;

/** The span of time that is searched, with the usual ones, any other one, and a way to see more around it. */
class RangePicker extends Div {

    private final transient Consumer<TimeRange> choose;
    private final Button button = new Button(VaadinIcon.CLOCK.create());
    private final Button wider = new Button(VaadinIcon.SEARCH_MINUS.create(), click -> widen());
    private final Popover popover = new Popover();
    private final DateTimePicker from = new DateTimePicker("From");
    private final DateTimePicker to = new DateTimePicker("To");
    private transient TimeRange range = TimeRange.Last.DAY;

    RangePicker(Consumer<TimeRange> choose) {
        this.choose = choose;
        addClassName("range-picker");
        wider.setAriaLabel("Zoom out");
        wider.setTooltipText("Zoom out");
        wider.addThemeVariants(ButtonVariant.TERTIARY);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_START);
        popover.setModal(true);
        popover.setAriaLabel("Time range");
        popover.add(presets(), free());
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                fill();
            }
        });
        add(button, wider, popover);
    }

    private Div presets() {
        var presets = new Div();
        presets.addClassName("range-presets");
        for (var last : TimeRange.Last.values()) {
            var preset = new Button(last.label(), click -> chosen(last));
            preset.addThemeVariants(ButtonVariant.TERTIARY);
            presets.add(preset);
        }
        return presets;
    }

    private Div free() {
        for (var picker : new DateTimePicker[] { from, to }) {
            picker.setStep(Duration.ofSeconds(1));
            picker.setLocale(Times.locale());
        }
        var apply = new Button("Apply", click -> apply());
        apply.addThemeVariants(ButtonVariant.PRIMARY);
        var free = new Div(from, to, apply);
        free.addClassName("range-free");
        return free;
    }

    private void fill() {
        var now = Instant.now();
        from.setValue(local(range.from(now)));
        to.setValue(local(range.to(now)));
        to.setInvalid(false);
    }

    private static LocalDateTime local(Instant time) {
        return LocalDateTime.ofInstant(time, Times.zone()).withNano(0);
    }

    private void apply() {
        if (from.getValue() == null || to.getValue() == null || !from.getValue().isBefore(to.getValue())) {
            to.setErrorMessage("The end comes after the beginning");
            to.setInvalid(true);
            return;
        }
        chosen(new TimeRange.Between(from.getValue().atZone(Times.zone()).toInstant(), to.getValue().atZone(Times.zone()).toInstant()));
    }

    private void widen() {
        choose.accept(range.wider(Instant.now()));
    }

    private void chosen(TimeRange other) {
        popover.close();
        choose.accept(other);
    }

    void show(TimeRange current) {
        range = current;
        button.setText(current.label());
        button.setAriaLabel("Time range: " + current.label());
        wider.setVisible(current instanceof TimeRange.Between);
    }
}
