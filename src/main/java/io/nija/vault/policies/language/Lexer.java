package io.nija.vault.policies.language;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.policies.language.Token.Kind;

/** Takes a text in HCL 1 or JSON apart. See {@code src/docs/decisions/policies-are-read-by-a-parser-of-our-own.md}. */
final class Lexer {

    private static final String SIGNS = "{}[],=:";

    private final String text;
    private int at;
    private int line = 1;

    private Lexer(String text) {
        this.text = text;
    }

    /** @throws PolicySyntaxException for what is no piece of such a text */
    static List<Token> tokens(String text) {
        var lexer = new Lexer(text);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(lexer.next());
        } while (tokens.getLast().kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        skip();
        if (at >= text.length()) {
            return new Token(Kind.END, "", line);
        }
        char first = text.charAt(at);
        if (SIGNS.indexOf(first) >= 0) {
            at++;
            return new Token(Kind.SIGN, String.valueOf(first), line);
        }
        if (first == '"') {
            return string();
        }
        if (text.startsWith("<<", at)) {
            return heredoc();
        }
        if (Character.isLetterOrDigit(first) || first == '_' || first == '-' || first == '+') {
            return word();
        }
        throw new PolicySyntaxException(line, "“" + first + "” does not belong here");
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#' || text.startsWith("//", at)) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new PolicySyntaxException(line, "The comment has no end");
                }
                count(at, end);
                at = end + 2;
            } else if (Character.isWhitespace(c) || c == '\uFEFF') {
                count(at, at + 1);
                at++;
            } else {
                return;
            }
        }
    }

    private void count(int from, int to) {
        line += (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
    }

    private Token word() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "_-.+".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        var word = text.substring(start, at);
        return new Token(word.matches("[+-]?\\d.*") ? Kind.NUMBER : Kind.WORD, word, line);
    }

    private Token string() {
        int start = line;
        var value = new StringBuilder();
        // Within ${ } quotes do not end a string.
        int braces = 0;
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' && braces == 0) {
                at++;
                return new Token(Kind.STRING, value.toString(), start);
            }
            if (c == '\n' && braces == 0) {
                break;
            }
            if (c == '\n') {
                line++;
            }
            if (braces == 0 && text.startsWith("${", at)) {
                braces = 1;
                value.append("${");
                at++;
            } else if (c == '\\' && braces == 0) {
                escape(value);
            } else {
                braces += braces > 0 && c == '{' ? 1 : braces > 0 && c == '}' ? -1 : 0;
                value.append(c);
            }
        }
        throw new PolicySyntaxException(start, "The string has no end");
    }

    private void escape(StringBuilder value) {
        char c = ++at < text.length() ? text.charAt(at) : ' ';
        switch (c) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'a' -> value.append('\u0007');
            case 'v' -> value.append('\u000B');
            case '"', '\\', '/' -> value.append(c);
            case 'x' -> code(value, 2);
            case 'u' -> code(value, 4);
            case 'U' -> code(value, 8);
            default -> throw new PolicySyntaxException(line, "“\\" + c + "” means nothing");
        }
    }

    private void code(StringBuilder value, int digits) {
        try {
            value.appendCodePoint(Integer.parseInt(text.substring(at + 1, at + 1 + digits), 16));
            at += digits;
        } catch (RuntimeException e) {
            throw new PolicySyntaxException(line, "This is no character");
        }
    }

    private Token heredoc() {
        int start = line;
        boolean indented = text.startsWith("<<-", at);
        int end = text.indexOf('\n', at);
        var anchor = end < 0 ? "" : text.substring(at + (indented ? 3 : 2), end).strip();
        if (anchor.isEmpty()) {
            throw new PolicySyntaxException(line, "The text has no end");
        }
        var lines = new ArrayList<String>();
        for (at = end + 1; at < text.length(); at = Math.min(end + 1, text.length())) {
            line++;
            end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            var one = text.substring(at, end);
            if (one.strip().equals(anchor)) {
                at = end;
                return new Token(Kind.STRING, String.join("\n", lines) + "\n", start);
            }
            lines.add(indented ? one.stripLeading() : one);
        }
        throw new PolicySyntaxException(start, "The text has no end");
    }
}
