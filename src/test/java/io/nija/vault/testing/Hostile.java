package io.nija.vault.testing;

import java.util.List;
import java.util.stream.Stream;

/** Texts that would be something else than a name if they got into a path, a header, a log or a page. */
public final class Hostile {

    private static final List<String> TEXTS = List.of("", " ", "\t", ".", "..", "../x", "x/..", "x/../y", "a..b/", "a/b", "a\\b", "/", "/x", "//x", "x/",
            "%2f", "x%2fy", "%252f", "%2e%2e", "*", "+", "a*", "a+b", "?", "x?list=true", "#", "x#y", "\0", "x\0", "x\ny", "x\r\nX-Vault-Token: y", "x\n", "\u202Ex",
            "x\u202Ey", "\uFF41lice", "\u0430lice", "\u00E9", "x y", " x", "x ", ".hidden", "-x", "_x", "http://evil", "https://evil/x", "{{identity.entity.id}}",
            "${x}", "<b>x</b>", "'x'", "\"x\"", "x;y", "x|y", "x,y", "x:y", "x@y", "\uD83D\uDE00", "\u200Bx", "x".repeat(1000));

    private Hostile() {
    }

    public static Stream<String> texts() {
        return TEXTS.stream();
    }

    /** Whether the text is so short that it is part of almost any other. */
    public static boolean telling(String text) {
        return text.strip().length() > 2;
    }
}
