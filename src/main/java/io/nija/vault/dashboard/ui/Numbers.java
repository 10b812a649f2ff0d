package io.nija.vault.dashboard.ui;

import java.text.NumberFormat;
import java.util.Locale;

/** Numbers in the language of the console's texts, as tiles are read on threads that know no browser. */
final class Numbers {

    private Numbers() {
    }

    static String of(long number) {
        return NumberFormat.getIntegerInstance(Locale.ENGLISH).format(number);
    }

    /** "1 key", "2,000 keys". */
    static String of(long number, String what) {
        return of(number) + " " + what + (number == 1 ? "" : "s");
    }
}
