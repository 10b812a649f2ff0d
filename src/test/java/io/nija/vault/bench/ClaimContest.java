package io.nija.vault.bench;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import io.nija.vault.requests.RequestChangedException;
import io.nija.vault.requests.Requests;

/** Many who claim one request at once. */
final class ClaimContest {

    private final Requests requests;
    private final int claimers;

    ClaimContest(Requests requests, int claimers) {
        this.requests = requests;
        this.claimers = claimers;
    }

    /** Whether one has it, and every other was told so. */
    boolean hasOneWinner(long request) throws InterruptedException {
        var together = new CyclicBarrier(claimers);
        List<Boolean> won;
        try (var threads = Executors.newFixedThreadPool(claimers)) {
            won = threads.invokeAll(IntStream.range(0, claimers).<Callable<Boolean>>mapToObj(number -> () -> {
                SignedIn.asSupport("contestant-" + number);
                together.await();
                try {
                    requests.claim(request);
                    return true;
                } catch (RequestChangedException e) {
                    return false;
                }
            }).toList()).stream().map(answer -> {
                try {
                    return answer.get();
                } catch (InterruptedException | ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }).toList();
        }
        return won.stream().filter(mine -> mine).count() == 1;
    }
}
