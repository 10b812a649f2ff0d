package io.nija.vault.audit;

import java.util.List;

/** How much room the disks have that audit logs are written to. Vault refuses everything once it cannot write its log. */
public interface AuditDisks {

    /**
     * @param source the node whose log it is
     * @param free   bytes that can still be written
     * @param size   bytes in all
     */
    record Disk(String source, long free, long size) {

        /** Parts of 100. */
        public double percentFree() {
            return size == 0 ? 0 : 100.0 * free / size;
        }
    }

    /**
     * Those of all logs that this console reads.
     *
     * @throws java.io.UncheckedIOException when a disk cannot be asked
     */
    List<Disk> disks();
}
