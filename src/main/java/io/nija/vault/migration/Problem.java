package io.nija.vault.migration;

/** Something wrong in the file. @param what in words that hold nothing of what stands there */
record Problem(int line, String what) implements Entry {
}
