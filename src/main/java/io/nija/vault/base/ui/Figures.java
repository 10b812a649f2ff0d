package io.nija.vault.audit.ui;

import java.text.NumberFormat;

import io.nija.vault.base.ui.Times;

/** Numbers in the reader's language. */
final class Figures {

    private Figures() {
    }

    static String of(long number) {
        return NumberFormat.getIntegerInstance(Times.locale()).format(number);
    }

    /** "1 line", "2,000 lines". */
    static String of(long number, String what) {
        return of(number) + " " + what + (number == 1 ? "" : "s");
    }
}
