package io.nija.vault.migration;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

import io.nija.vault.credentials.KeyMaterial;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * YAML: a list of maps with the fields of the gateway's request to store a key. Each value is taken as it is written, so
 * that 0123 stays what it is; anchors and aliases are not followed.
 */
final class YamlRows implements Rows {

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

    private final SourceText text;
    private final Iterator<Event> events;
    private int line = 1;
    private boolean inList;

    YamlRows(SourceText text) {
        this.text = text;
        var options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // of the whole file; a row's is watched by the text
        events = new Yaml(options).parse(text).iterator();
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            text.beginRow();
            while (events.hasNext()) {
                var event = read();
                if (inList && event instanceof SequenceEndEvent) {
                    inList = false;
                } else if (inList) {
                    line = line(event);
                    return item(event);
                } else if (event instanceof SequenceStartEvent) {
                    inList = true;
                } else if (event instanceof CollectionStartEvent || event instanceof ScalarEvent scalar && !isNull(scalar)) {
                    throw new SourceException("This is not a list: each key begins with “- user_id: …”.");
                }
            }
            return null;
        } catch (YAMLException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
                line = marked.getProblemMark().getLine() + 1;
            }
            throw new SourceException("This is not well-formed YAML.");
        }
    }

    private Event read() {
        return events.next();
    }

    private static int line(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private Entry item(Event first) {
        if (!(first instanceof MappingStartEvent)) {
            skip(first);
            return new Problem(line, "This is not a map with user_id, broker, api_key and api_secret.");
        }
        var row = new Row(line);
        var wrong = map((name, value) -> field(row, name, value));
        return wrong == null ? row : new Problem(line, wrong);
    }

    private interface Field {

        /** @return what is wrong, or null */
        @Nullable String take(String name, Event value);
    }

    /** Reads the map that has just begun to its end. @return the first thing that is wrong, or null */
    private @Nullable String map(Field field) {
        String wrong = null;
        var seen = new HashSet<String>();
        for (var key = read(); !(key instanceof MappingEndEvent); key = read()) {
            if (!(key instanceof ScalarEvent)) {
                skip(key);
            }
            var value = read();
            String problem;
            if (key instanceof ScalarEvent name && seen.add(name.getValue())) {
                problem = field.take(name.getValue(), value);
            } else {
                skip(value);
                problem = key instanceof ScalarEvent ? "A field is there twice." : RowMessages.UNKNOWN_FIELD;
            }
            wrong = wrong == null ? problem : wrong;
        }
        return wrong;
    }

    private @Nullable String field(Row row, String name, Event value) {
        if (name.equals(KeyMaterial.ADDITIONAL_PARAMS)) {
            return parameters(row, value);
        }
        if (Row.isField(name) && value instanceof ScalarEvent scalar) {
            row.field(name, text(scalar));
            return null;
        }
        skip(value);
        return Row.isField(name) ? name + " is not text." : RowMessages.UNKNOWN_FIELD;
    }

    private @Nullable String parameters(Row row, Event value) {
        if (value instanceof ScalarEvent scalar && isNull(scalar)) {
            return null;
        }
        if (!(value instanceof MappingStartEvent)) {
            skip(value);
            return RowMessages.PARAMETERS_NOT_TEXT;
        }
        return map((name, parameter) -> {
            if (parameter instanceof ScalarEvent scalar) {
                row.parameter(name, text(scalar));
                return null;
            }
            skip(parameter);
            return RowMessages.PARAMETERS_NOT_TEXT;
        });
    }

    /** Past the rest of what begins with this event. */
    private void skip(Event event) {
        for (int depth = depth(event, 0); depth > 0;) {
            depth = depth(read(), depth);
        }
    }

    private static int depth(Event event, int before) {
        return event instanceof CollectionStartEvent ? before + 1 : event instanceof CollectionEndEvent ? before - 1 : before;
    }

    private static String text(ScalarEvent scalar) {
        return isNull(scalar) ? "" : scalar.getValue();
    }

    private static boolean isNull(ScalarEvent scalar) {
        return scalar.isPlain() && NULLS.contains(scalar.getValue());
    }
}
