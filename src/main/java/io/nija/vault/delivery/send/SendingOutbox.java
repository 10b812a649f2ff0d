package io.nija.vault.delivery.send;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.nija.vault.delivery.DeliveryProperties;
import io.nija.vault.delivery.Letter;
import io.nija.vault.delivery.Outbox;
import io.nija.vault.delivery.Undelivered;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/** The outbox, and the thread that empties it. */
final class SendingOutbox implements Outbox, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SendingOutbox.class);

    private static final int LONGER = 4;
    private static final int IN_MEMORY_AT_MOST = 1000;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private record Remembered(WaitingLetter letter, Instant nextTry) {
    }

    private final Senders senders;
    private final DeliveryProperties properties;
    private final JdbcClient database;
    private final StoredLetters letters;
    private final Clock clock;
    private final Queue<Remembered> inMemory = new ConcurrentLinkedQueue<>();
    private @Nullable Thread thread;

    SendingOutbox(Senders senders, DeliveryProperties properties, JdbcClient database, Clock clock) {
        this.senders = senders;
        this.properties = properties;
        this.database = database;
        this.clock = clock;
        letters = new StoredLetters(database);
    }

    @Override
    public boolean sendsMail() {
        return senders.sendsMail();
    }

    @Override
    public boolean postsTo(String webhook) {
        return senders.webhooks().contains(webhook);
    }

    @Override
    public void put(Letter letter) {
        put(letter, database);
    }

    @Override
    public void put(Letter letter, JdbcClient transaction) {
        StoredLetters.put(letter, transaction);
    }

    @Override
    public void putInMemory(Letter letter) {
        if (inMemory.size() < IN_MEMORY_AT_MOST) {
            inMemory.add(new Remembered(new WaitingLetter(UUID.randomUUID(), clock.instant(), letter, 1), Instant.MIN));
        }
    }

    @Override
    public List<Undelivered> undelivered() {
        return letters.undelivered();
    }

    @Override
    public void sendAgain(UUID letter) {
        letters.sendAgain(letter);
    }

    private void deliver() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                deliverFromMemory();
                for (var next = letters.claim(senders); next.isPresent() && !Thread.currentThread().isInterrupted(); next = letters.claim(senders)) {
                    deliver(next.get());
                }
            } catch (DataAccessException | TransactionException e) {
                log.debug("Letters cannot be looked for at the moment", e);
            } catch (RuntimeException e) {
                log.error("Letters could not be sent", e);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void deliver(WaitingLetter letter) {
        var error = senders.send(letter);
        if (error.isEmpty()) {
            letters.delivered(letter.id());
            return;
        }
        var wait = wait(letter);
        if (isLate(letter, wait)) {
            letters.gaveUp(letter.id(), error.get());
        } else {
            letters.failed(letter.id(), error.get(), wait);
        }
        log.warn("A {} did not arrive{}: {}", letter.letter(), isLate(letter, wait) ? " and is given up" : "", error.get());
    }

    private void deliverFromMemory() {
        for (int i = inMemory.size(); i > 0; i--) {
            var remembered = inMemory.remove();
            var letter = remembered.letter;
            if (remembered.nextTry.isAfter(clock.instant())) {
                inMemory.add(remembered);
            } else if (senders.send(letter).isPresent() && !isLate(letter, wait(letter))) {
                inMemory.add(new Remembered(new WaitingLetter(letter.id(), letter.at(), letter.letter(), letter.attempts() + 1),
                        clock.instant().plus(wait(letter))));
            }
        }
    }

    /** How long until the next attempt. */
    private Duration wait(WaitingLetter letter) {
        var wait = properties.retry();
        for (int attempt = 1; attempt < letter.attempts() && wait.compareTo(LONGEST) < 0; attempt++) {
            wait = wait.multipliedBy(LONGER);
        }
        return wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    private boolean isLate(WaitingLetter letter, Duration wait) {
        return clock.instant().plus(wait).isAfter(letter.at().plus(properties.giveUpAfter()));
    }

    @Override
    public void start() {
        if (!senders.isEmpty()) {
            thread = Thread.ofPlatform().name("letters").daemon().start(this::deliver);
        }
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
