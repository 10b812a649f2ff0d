package io.nija.vault.delivery.send;

import java.net.URI;
import java.util.concurrent.CountDownLatch;

import org.postgresql.ds.PGSimpleDataSource;

/** A process that sends letters to a webhook until it is killed. */
final class KilledSender {

    private KilledSender() {
    }

    /** @param arguments the database's address and user, and the webhook's address */
    public static void main(String[] arguments) throws InterruptedException {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        database.setUser(arguments[1]);
        Outboxes.posting(database, "hook", URI.create(arguments[2]), null);
        new CountDownLatch(1).await();
    }
}
