package io.nija.vault.notices;

import io.nija.vault.base.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person is told. Names and figures, and never a credential value.
 *
 * @param once    what makes it one of a kind: the same again for the same person is left out; 200 characters at most
 * @param title   a line, 120 characters at most
 * @param text    some lines of plain text, 2,000 characters at most
 * @param address of the console's view, such as {@code requests/17}; null when there is none
 * @param link    an address of the console that stands in the mail in place of {@code address}, and neither in the console's list nor in
 *                a webhook; null when there is none
 */
public record Notice(UserId person, NoticeKind kind, String once, String title, String text, @Nullable String address, @Nullable String link) {

    public Notice(UserId person, NoticeKind kind, String once, String title, String text, @Nullable String address) {
        this(person, kind, once, title, text, address, null);
    }
}
