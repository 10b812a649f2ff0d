package io.nija.vault.cluster.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prometheus' text format, as far as it holds samples: types and help are left out, as are times of samples. */
final class PrometheusText {

    record Sample(String name, Map<String, String> labels, double value) {
    }

    private final String line;
    private int at;

    private PrometheusText(String line) {
        this.line = line;
    }

    /** @throws IllegalArgumentException at a line that is of another format */
    static List<Sample> parse(String text) {
        var samples = new ArrayList<Sample>();
        text.lines().map(String::strip).filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                .forEach(line -> samples.add(new PrometheusText(line).sample()));
        return samples;
    }

    private Sample sample() {
        var name = word();
        Map<String, String> labels = at < line.length() && line.charAt(at) == '{' ? labels() : Map.of();
        var numbers = line.substring(at).strip().split("\\s+");
        if (name.isEmpty() || numbers.length > 2) {
            throw broken();
        }
        return new Sample(name, labels, switch (numbers[0]) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(numbers[0]);
        });
    }

    private String word() {
        int start = at;
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_' || line.charAt(at) == ':')) {
            at++;
        }
        return line.substring(start, at);
    }

    private Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        at++;
        while (next() != '}') {
            var name = word();
            take('=');
            take('"');
            labels.put(name, quoted());
            if (next() == ',') {
                at++;
            }
        }
        at++;
        return labels;
    }

    private String quoted() {
        var value = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at++);
                value.append(escaped == 'n' ? '\n' : escaped);
            } else {
                value.append(c);
            }
        }
        throw broken();
    }

    private char next() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
        if (at == line.length()) {
            throw broken();
        }
        return line.charAt(at);
    }

    private void take(char wanted) {
        if (next() != wanted) {
            throw broken();
        }
        at++;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("Not a line of Prometheus' text format: " + line);
    }
}
