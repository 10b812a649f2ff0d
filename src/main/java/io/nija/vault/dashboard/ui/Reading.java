package io.nija.vault.dashboard.ui;

import org.jspecify.annotations.Nullable;

/**
 * What a tile says now.
 *
 * @param figure the one thing to be read from afar
 * @param text   what it is measured against, and what is behind it
 * @param share  between 0 and 1, drawn as a bar; null for none
 */
record Reading(Mood mood, String figure, String text, @Nullable Double share) {

    static Reading of(Mood mood, String figure, String text) {
        return new Reading(mood, figure, text, null);
    }

    static Reading unknown(String text) {
        return of(Mood.UNKNOWN, "–", text);
    }
}
