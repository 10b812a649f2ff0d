package io.nija.vault.migration;

/** What a file holds for one key, or what is wrong there. */
sealed interface Entry permits Row, Problem {

    /** Where it begins, counted from 1. */
    int line();
}
