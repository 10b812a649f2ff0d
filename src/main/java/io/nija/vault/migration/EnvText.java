package io.nija.vault.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@code .env} file that are about users: {@code NAME=value} a line, perhaps after {@code export}; {@code #} begins a
 * comment on a line of its own or after a space. A value in single quotes is taken as it is, one in double quotes knows
 * {@code \n}, {@code \r}, {@code \t}, {@code \"}, {@code \\} and {@code \$}; both may go over several lines.
 */
final class EnvText {

    static final String OF_A_USER = "_USER_";

    private static final Pattern NAME = Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \\t]*=[ \\t]*");

    private final String text;
    private final List<EnvAssignment> assignments = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int position;
    private int line = 1;

    private EnvText(String text) {
        this.text = text;
    }

    static EnvText of(String text) {
        var env = new EnvText(text.replace("\r\n", "\n").replace('\r', '\n'));
        while (env.position < env.text.length()) {
            env.readLine();
        }
        return env;
    }

    List<EnvAssignment> assignments() {
        return assignments;
    }

    List<Problem> problems() {
        return problems;
    }

    private void readLine() {
        int start = line;
        int end = endOfLine();
        var head = text.substring(position, end).strip();
        if (!head.isEmpty() && head.charAt(0) != '#') {
            var name = NAME.matcher(text).region(position, end);
            if (name.lookingAt()) {
                position = name.end();
                var value = value();
                if (value != null && name.group(1).contains(OF_A_USER)) {
                    assignments.add(new EnvAssignment(start, name.group(1), value));
                } else if (value == null) {
                    problems.add(new Problem(start, "The quotes of this value do not match, or something follows them."));
                }
            } else {
                problems.add(new Problem(start, "This is no setting of the form NAME=value."));
            }
        }
        position = Math.min(endOfLine() + 1, text.length());
        line++;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', position);
        return end < 0 ? text.length() : end;
    }

    private @Nullable String value() {
        char quote = position < text.length() ? text.charAt(position) : '\n';
        if (quote != '\'' && quote != '"') {
            return unquoted();
        }
        int end = endOfQuoted(quote);
        if (end < 0) {
            return null;
        }
        var value = text.substring(position + 1, end);
        line += (int) value.chars().filter(c -> c == '\n').count();
        position = end + 1;
        var rest = text.substring(position, endOfLine()).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
            return null;
        }
        return quote == '"' ? unescaped(value) : value;
    }

    private String unquoted() {
        var value = text.substring(position, endOfLine());
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == '#' && (i == 0 || Character.isWhitespace(value.charAt(i - 1)))) {
                return value.substring(0, i).strip();
            }
        }
        return value.strip();
    }

    private int endOfQuoted(char quote) {
        for (int i = position + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private static String unescaped(String value) {
        var text = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = c == '\\' && i + 1 < value.length() ? value.charAt(i + 1) : 0;
            switch (next) {
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case '"', '\\', '$' -> text.append(next);
                default -> text.append(c);
            }
            i += "nrt\"\\$".indexOf(next) >= 0 ? 1 : 0;
        }
        return text.toString();
    }
}
