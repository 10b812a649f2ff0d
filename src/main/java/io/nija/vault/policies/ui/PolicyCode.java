package io.nija.vault.policies.ui;

import java.util.List;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import tools.jackson.databind.node.JsonNodeFactory;

/** The text of a policy with its colours and line numbers, some lines marked. The element itself is in frontend/. */
@Tag("policy-code")
@NpmPackage(value = "prismjs", version = "1.30.0")
@NpmPackage(value = "@types/prismjs", version = "1.26.5", dev = true)
@JsModule("./policy-code.ts")
class PolicyCode extends Component {

    /** Lines from and to, counted from 1. */
    record Lines(int from, int to) {
    }

    /** A whole text, with the numbers of its lines. */
    void show(String text, List<Lines> marked) {
        show(text, true, marked);
    }

    /** A part of a text, written anew. */
    void showPart(String text) {
        show(text, false, List.of());
    }

    private void show(String text, boolean numbered, List<Lines> marked) {
        var data = JsonNodeFactory.instance.objectNode().put("text", text).put("json", text.stripLeading().startsWith("{")).put("numbered", numbered);
        var lines = data.putArray("marked");
        marked.forEach(one -> lines.addArray().add(one.from()).add(one.to()));
        getElement().setPropertyJson("data", data);
    }
}
