package io.nija.vault.base.ui;

import java.text.NumberFormat;

/** Numbers in the reader's language; on threads that know no reader, in that of the console's texts. */
public final class Figures {

    private Figures() {
    }

    public static String of(long number) {
        return NumberFormat.getIntegerInstance(Times.locale()).format(number);
    }

    /** "1 line", "2,000 lines". */
    public static String of(long number, String what) {
        return of(number) + " " + what + (number == 1 ? "" : "s");
    }
}
