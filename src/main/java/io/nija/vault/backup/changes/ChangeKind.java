package io.nija.vault.backup.changes;

/** What kind of change it was, and what has to be done about it once an older state has been restored. */
public enum ChangeKind {

    REVOKED("Key revoked", "Revoke it again: it works again now."),
    DESTROYED("Versions destroyed", "Destroy them again: they are back."),
    WRITTEN("Values written", "They are gone. Ask the owner to enter them again, or to rotate the key."),
    RESTORED("Key restored", "It is revoked again. Ask the owner to restore it."),
    DESCRIBED("Notes on a key changed", "Ask the owner to note them again; nothing depends on them but reminders."),
    POLICY("Policy changed", "Change it again, or run provision, before people come in."),
    ACCESS("Sign-in, role or identity changed", "Change it again. What was taken from somebody is theirs again."),
    SECRET_ID("Secret id issued", "It is not known any more. Issue a new one to that program."),
    SYSTEM("Set-up of Vault changed", "Change it again.");

    private final String label;
    private final String advice;

    ChangeKind(String label, String advice) {
        this.label = label;
        this.advice = advice;
    }

    public String label() {
        return label;
    }

    /** What to do, in a sentence or two. */
    public String advice() {
        return advice;
    }
}
