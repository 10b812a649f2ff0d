package io.nija.vault.base.ui;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;

/** A button for each of a few things, of which one is chosen. They fit a phone in several lines. */
public class ChoiceButtons<E extends Enum<E>> extends Div {

    private final Map<E, Button> buttons;

    /**
     * @param label  what is chosen, for assistive technology
     * @param choice takes what was pressed; {@link #show} says that it is chosen
     */
    public ChoiceButtons(String label, Class<E> things, Function<E, String> text, Consumer<E> choice) {
        buttons = new EnumMap<>(things);
        addClassName("choice-buttons");
        getElement().setAttribute("role", "group").setAttribute("aria-label", label);
        for (var thing : things.getEnumConstants()) {
            var button = new Button(text.apply(thing), click -> choice.accept(thing));
            buttons.put(thing, button);
            add(button);
        }
    }

    public void show(E chosen) {
        buttons.forEach((thing, button) -> {
            button.getElement().setAttribute("aria-pressed", String.valueOf(thing == chosen));
            button.setThemeVariant(ButtonVariant.TERTIARY, thing != chosen);
        });
    }

    /** Writes something else on the buttons. */
    public void setTexts(Function<E, String> text) {
        buttons.forEach((thing, button) -> button.setText(text.apply(thing)));
    }
}
