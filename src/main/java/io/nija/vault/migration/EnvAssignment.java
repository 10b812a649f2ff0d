package io.nija.vault.migration;

/** A setting in a {@code .env} file. It redacts itself when printed. */
record EnvAssignment(int line, String name, String value) {

    @Override
    public String toString() {
        return "EnvAssignment of line " + line;
    }
}
