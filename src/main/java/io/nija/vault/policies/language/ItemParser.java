package io.nija.vault.policies.language;

import java.util.ArrayList;
import java.util.List;

import io.nija.vault.policies.language.Item.Body;
import io.nija.vault.policies.language.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Puts pieces of a text together, HCL and JSON alike: they differ in how a value is joined to its name. */
final class ItemParser {

    private final List<Token> tokens;
    private final boolean json;
    private int at;

    private ItemParser(List<Token> tokens) {
        this.tokens = tokens;
        json = tokens.getFirst().is('{');
    }

    /** @throws PolicySyntaxException when the text is no such text */
    static Body parse(String text) {
        var parser = new ItemParser(Lexer.tokens(text));
        if (parser.json) {
            parser.take();
        }
        var items = parser.items(parser.json);
        if (parser.peek().kind() != Kind.END) {
            throw new PolicySyntaxException(parser.peek().line(), "“" + parser.peek().text() + "” does not belong here");
        }
        return new Body(items);
    }

    /** Whether the text is in JSON, which begins with a brace. */
    static boolean isJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token take() {
        return tokens.get(peek().kind() == Kind.END ? at : at++);
    }

    /** Up to the brace that ends them, or the end of the text. */
    private List<Item> items(boolean inBraces) {
        var items = new ArrayList<Item>();
        while (true) {
            if (peek().kind() == Kind.END || peek().is('}')) {
                if (inBraces != peek().is('}')) {
                    throw new PolicySyntaxException(peek().line(), inBraces ? "A “}” is missing" : "There is a “}” too many");
                }
                take();
                return items;
            }
            items.add(item());
            if (peek().is(',')) {
                take();
            }
        }
    }

    private Item item() {
        int line = peek().line();
        var keys = new ArrayList<String>();
        while (peek().kind() == Kind.WORD || peek().kind() == Kind.STRING || peek().kind() == Kind.NUMBER) {
            keys.add(take().text());
        }
        if (keys.isEmpty()) {
            throw new PolicySyntaxException(line, "A name is missing before “" + peek().text() + "”");
        }
        if (keys.size() == 1 && peek().is(json ? ':' : '=')) {
            take();
        } else if (!peek().is('{')) {
            throw new PolicySyntaxException(peek().line(), "“" + keys.getLast() + "” has no value");
        }
        var value = value();
        return new Item(List.copyOf(keys), value, line, tokens.get(at - 1).line());
    }

    private @Nullable Object value() {
        var token = take();
        if (token.is('{')) {
            return new Body(items(true));
        }
        if (token.is('[')) {
            return list();
        }
        return switch (token.kind()) {
            case STRING -> token.text();
            case NUMBER -> number(token);
            case WORD -> word(token);
            default -> throw new PolicySyntaxException(token.line(), "A value is missing");
        };
    }

    private List<@Nullable Object> list() {
        var list = new ArrayList<@Nullable Object>();
        while (!peek().is(']')) {
            list.add(value());
            if (peek().is(',')) {
                take();
            } else if (!peek().is(']')) {
                throw new PolicySyntaxException(peek().line(), "A “]” is missing");
            }
        }
        take();
        return list;
    }

    private static Object number(Token token) {
        try {
            return token.text().contains(".") ? (Object) Double.valueOf(token.text()) : Long.decode(token.text());
        } catch (NumberFormatException e) {
            throw new PolicySyntaxException(token.line(), "“" + token.text() + "” is no number");
        }
    }

    private static @Nullable Object word(Token token) {
        return switch (token.text()) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            default -> throw new PolicySyntaxException(token.line(), "“" + token.text() + "” needs quotes");
        };
    }
}
