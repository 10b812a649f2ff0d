package io.nija.vault.testing;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.internal.nodefeature.VirtualChildrenList;

/** Everything that the server remembers of a component and what is in it. */
public final class PageText {

    private PageText() {
    }

    public static String of(Component component) {
        return all(component.getElement()).collect(Collectors.joining("\n"));
    }

    private static Stream<String> all(Element element) {
        if (element.isTextNode()) {
            return Stream.of(element.getText());
        }
        var own = Stream.of(
                element.getAttributeNames().map(name -> name + "=" + element.getAttribute(name)),
                element.getPropertyNames().map(name -> name + "=" + element.getPropertyRaw(name)),
                element.getComponent().stream().filter(HasValue.class::isInstance)
                        .map(field -> "value=" + ((HasValue<?, ?>) field).getValue()));
        // Where Flow hangs the views of a window, and what components keep besides their children.
        var virtual = element.getNode().getFeatureIfInitialized(VirtualChildrenList.class).stream()
                .flatMap(list -> IntStream.range(0, list.size()).mapToObj(list::get)).map(Element::get);
        return Stream.of(own.flatMap(texts -> texts), element.getChildren().flatMap(PageText::all), virtual.flatMap(PageText::all))
                .flatMap(texts -> texts);
    }
}
