package io.nija.vault.e2e;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How soon a notice that is put into the database stands on the open pages of its person, with {@value #SESSIONS} sessions with push, all
 * signed in. Prints a row.
 */
final class NoticeBench {

    private static final int SESSIONS = 200;
    private static final int NOTICES = 40;
    private static final int PAUSE_MILLIS = 250;
    private static final int LIMIT_MILLIS = 1000;
    private static final int LONGEST_SECONDS = 10;
    private static final List<String> PEOPLE = List.of("alice", "bob", "sam", "ada");

    private final ConsoleProcess console;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private NoticeBench(ConsoleProcess console) {
        this.console = console;
    }

    public static void main(String[] arguments) throws Exception {
        try (var console = ConsoleProcess.start("bench-notices")) {
            new NoticeBench(console).run();
        }
    }

    private void run() throws Exception {
        var sessions = signIn();
        var told = new Told(console);
        var times = new ArrayList<Long>();
        for (int round = 0; round < NOTICES; round++) {
            times.addAll(tell(told, PEOPLE.get(round % PEOPLE.size()), sessions));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
        long pushed = sessions.stream().filter(PushedSession::isPushed).count();
        sessions.forEach(PushedSession::close);
        var sorted = times.stream().sorted().toList();
        double p95 = sorted.get((int) (sorted.size() * 0.95)) / 1e6;
        System.out.printf(Locale.ROOT, "a notice to an open page with %d sessions pushed, p95 of %d, ms | %.1f | under %d | %s%n", pushed, sorted.size(), p95,
                LIMIT_MILLIS, p95 < LIMIT_MILLIS && pushed == SESSIONS ? "ok" : "short");
        System.out.printf(Locale.ROOT, "(p50 %.1f ms, longest %.1f ms)%n", sorted.get(sorted.size() / 2) / 1e6, sorted.getLast() / 1e6);
    }

    /** One after the other: the embedded provider keeps sign-ins in a map that fails when several come at once. */
    private List<PushedSession> signIn() throws IOException, InterruptedException {
        var sessions = new ArrayList<PushedSession>();
        for (int number = 0; number < SESSIONS; number++) {
            sessions.add(new PushedSession(http, console, PEOPLE.get(number % PEOPLE.size())));
        }
        return sessions;
    }

    /** @return nanoseconds until it was at each page of the person, of which none may lack it */
    private static List<Long> tell(Told told, String person, List<PushedSession> sessions) throws Exception {
        var title = "Notice " + UUID.randomUUID();
        var arrivals = sessions.stream().filter(session -> session.person().equals(person)).map(session -> session.arrivalOf(title)).toList();
        long start = System.nanoTime();
        told.tell(person, title);
        var times = new ArrayList<Long>();
        for (var arrival : arrivals) {
            times.add(arrival.get(LONGEST_SECONDS, TimeUnit.SECONDS) - start);
        }
        return times;
    }
}
