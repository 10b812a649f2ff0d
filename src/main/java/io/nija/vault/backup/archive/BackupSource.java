package io.nija.vault.backup.archive;

import java.io.IOException;

import io.nija.vault.backup.BackupKind;
import io.nija.vault.backup.store.BackupStore.Content;
import org.jspecify.annotations.Nullable;

/** Something that can be backed up: Vault's raft storage, or a database. Each is a bean. */
public interface BackupSource {

    /** What takes a backup's parts. */
    interface Parts {

        /** Says what is being done now, for people, such as “Reading the snapshot”. */
        void step(String what);

        /**
         * Takes a part: it is encrypted and stored while the content is written, and never lies anywhere in the clear.
         *
         * @param name small letters, digits, dots and dashes
         */
        void add(String name, Content content) throws IOException;

        /** @see Manifest#facts */
        void fact(String name, String value);

        /** @see Manifest#counts */
        void count(String name, long value);

        /** @see Manifest#audit */
        void auditHead(Manifest.AuditHead head);
    }

    BackupKind kind();

    /** What is to be set before it can be backed up, in a sentence for an admin; null when nothing is missing. */
    default @Nullable String missing() {
        return null;
    }

    /**
     * Takes one backup.
     *
     * @throws io.nija.vault.backup.BackupException with what is wrong and what to do
     */
    void take(Parts parts) throws IOException;
}
