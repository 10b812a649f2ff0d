package io.nija.vault.backup.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What this console works at, with a sign of life a second for each, so that others see how far it is and when it has ended. */
@Component
class RunningWork {

    private static final Logger log = LoggerFactory.getLogger(RunningWork.class);
    private static final int SECONDS_TO_STOP = 10;

    private final BackupRows rows;
    private final Map<String, Work> making = new ConcurrentHashMap<>();
    private final Map<String, Work> verifying = new ConcurrentHashMap<>();
    // Their waiting, for a store or a source, is ended by an interrupt.
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RunningWork(BackupRows rows) {
        this.rows = rows;
    }

    /** This console, as others are told of it. */
    static String console() {
        try {
            return InetAddress.getLocalHost().getHostName() + ", process " + ProcessHandle.current().pid();
        } catch (UnknownHostException e) {
            return "process " + ProcessHandle.current().pid();
        }
    }

    void make(String name, Function<Work, Runnable> run) {
        start(making, name, run);
    }

    void verify(String name, Function<Work, Runnable> run) {
        start(verifying, name, run);
    }

    private void start(Map<String, Work> register, String name, Function<Work, Runnable> run) {
        var work = new Work(name);
        register.put(name, work);
        threads.execute(() -> {
            try {
                run.apply(work).run();
            } finally {
                register.remove(name);
            }
        });
    }

    @Scheduled(fixedDelay = 1000)
    void beat() {
        try {
            for (var work : making.values()) {
                if (!rows.beat(work.name(), work.step(), work.bytes()) && making.containsKey(work.name())) {
                    work.cancel();
                }
            }
            verifying.values().forEach(work -> rows.beatVerifying(work.name(), work.bytes()));
        } catch (DataAccessException | TransactionException e) {
            log.debug("The database does not take a sign of life", e);
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        making.values().forEach(Work::cancel);
        verifying.values().forEach(Work::cancel);
        threads.shutdown();
        threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    }
}
