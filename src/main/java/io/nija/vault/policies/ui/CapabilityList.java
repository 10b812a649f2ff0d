package io.nija.vault.policies.ui;

import java.util.Set;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.html.Div;
import io.nija.vault.policies.language.PathRule;

/** What is allowed, a word each. */
class CapabilityList extends Div {

    CapabilityList(Set<String> capabilities) {
        addClassName("capabilities");
        if (capabilities.contains("deny")) {
            var nothing = new Badge("Nothing");
            nothing.addThemeVariants(BadgeVariant.CONTRAST);
            add(nothing);
        }
        PathRule.CAPABILITIES.stream().filter(capabilities::contains).filter(word -> !word.equals("deny")).forEach(word -> {
            var badge = new Badge(word);
            badge.addThemeVariants(word.equals("read") || word.equals("list") ? BadgeVariant.SUCCESS : BadgeVariant.WARNING);
            add(badge);
        });
        if (capabilities.contains("root")) {
            add(new Badge("root"));
        }
    }
}
