package io.nija.vault.gateway.web;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.nija.vault.base.InvalidIdentifierException;
import io.nija.vault.base.RequestId;
import io.nija.vault.gateway.KeyReader;
import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.concurrent.DelegatingSecurityContextCallable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Many keys at once, read in parallel. What is wrong with one of them is that one's result. */
@RestController
@RequestMapping(path = "/v1/credentials", produces = MediaType.APPLICATION_JSON_VALUE)
class BatchController {

    private static final int AT_MOST = 100;

    private final KeyReader reader;
    private final CallersKeys keys;
    private final UserLimit limit;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    BatchController(KeyReader reader, CallersKeys keys, UserLimit limit) {
        this.reader = reader;
        this.keys = keys;
        this.limit = limit;
    }

    @PostMapping(path = "/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
    byte[] batch(@RequestBody Requests.Batch request, HttpServletRequest http, HttpServletResponse response) {
        var wanted = Requests.required("requests", request.requests());
        if (wanted.isEmpty() || wanted.size() > AT_MOST) {
            throw new InvalidRequestException("requests", "A batch has 1 to " + AT_MOST + " requests.");
        }
        limit.take(wanted.size(), response);
        var address = http.getRemoteAddr();
        var id = RequestId.current().orElseThrow();
        var wellFormed = new ArrayList<Requests.Key>();
        for (var key : wanted) {
            wellFormed.add(wellFormed(key, wellFormed.size()));
        }
        var results = wellFormed.stream().map(key -> threads.submit(asTheCaller(read(key, address, id)))).toList();
        return BatchAnswer.json(results.stream().map(BatchController::result).toList());
    }

    /** One that is no request makes the whole no batch: nothing is read then. */
    private static Requests.Key wellFormed(Requests.@Nullable Key key, int number) {
        var field = "requests[" + number + "]";
        try {
            CallersKeys.requireWellFormed(Requests.required(field, key));
            return key;
        } catch (InvalidIdentifierException e) {
            throw new InvalidRequestException(field + "." + Problems.fieldOf(e), e.getMessage());
        } catch (InvalidRequestException e) {
            throw key == null ? e : new InvalidRequestException(field + "." + e.field(), e.getMessage());
        }
    }

    private Callable<BatchAnswer.Result> read(Requests.Key key, String address, String id) {
        return () -> {
            try (var current = RequestId.use(id)) {
                var answer = reader.read(keys.key(key.userId(), key.broker()), address).orElseThrow(MissingKeyException::new);
                return new BatchAnswer.Result(key, answer, null);
            } catch (RuntimeException e) {
                return new BatchAnswer.Result(key, null, Problems.of(e, id));
            }
        };
    }

    private static <T> Callable<T> asTheCaller(Callable<T> work) {
        return new DelegatingSecurityContextCallable<>(work, SecurityContextHolder.getContext());
    }

    private static BatchAnswer.Result result(Future<BatchAnswer.Result> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @PreDestroy
    void close() {
        threads.shutdown();
    }
}
