package io.nija.vault.audit.ui;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.vaadin.flow.dom.Element;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.VaadinServletResponse;
import com.vaadin.flow.server.VaadinServletService;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.nija.vault.audit.AuditSearch;
import io.nija.vault.audit.ConsoleRecords;
import io.nija.vault.audit.Operation;
import io.nija.vault.audit.OperationKind;
import io.nija.vault.audit.OperationOutcome;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

/** On a real server, as it is about what the other end of a connection sees. */
@ExtendWith(OutputCaptureExtension.class)
class ExportTest {

    private static final Operation ROW = new Operation(1, Instant.EPOCH, "n1", "alice", "user", "user", "read", OperationKind.VALUES,
            OperationOutcome.DONE, "secret/data/users/alice/kraken", "alice", "kraken", "kraken", "10.0.0.5", null, 1, null, null, null);
    private static final int ENOUGH_TO_HAVE_BEGUN = 10_000;

    private final AuditSearch search = mock();
    private final List<Boolean> ended = new CopyOnWriteArrayList<>();
    private final Export export = new Export(search, mock(ConsoleRecords.class), AuditQuery.START, AuditQuery.START.filter(Instant.now()),
            ExportFormat.JSON_LINES, new Export.Progress() {
                @Override
                public void sent(long operations) {
                }

                @Override
                public void ended(long operations, boolean complete) {
                    ended.add(complete);
                }

                @Override
                public void refused(String why) {
                    throw new AssertionError(why);
                }
            });
    private WebServer server;

    @BeforeEach
    void serve() {
        var service = mock(VaadinServletService.class);
        var factory = new TomcatServletWebServerFactory(0);
        new BrokenOff().customize(factory);
        server = factory.getWebServer(context -> context.addServlet("export", new HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                export.handleDownloadRequest(new DownloadEvent(new VaadinServletRequest(request, service), new VaadinServletResponse(response, service),
                        mock(VaadinSession.class), new Element("a")));
            }
        }).addMapping("/"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private Stream<String> download() throws IOException, InterruptedException {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + server.getPort() + "/")).build(), BodyHandlers.ofString()).body().lines();
        }
    }

    private void afterSomeRows(Runnable then) {
        doAnswer(call -> {
            Consumer<Operation> taker = call.getArgument(1);
            for (int i = 0; i < ENOUGH_TO_HAVE_BEGUN; i++) {
                taker.accept(ROW);
            }
            then.run();
            taker.accept(ROW);
            return null;
        }).when(search).all(any(), any());
    }

    /** The other end of the connection may know of the end before the page does. */
    private void awaitEnd(boolean complete) {
        await().untilAsserted(() -> assertThat(ended).containsExactly(complete));
    }

    @Test
    void whatIsCompleteComesToItsRegularEnd() throws IOException, InterruptedException {
        afterSomeRows(() -> {
        });

        assertThat(download()).hasSize(ENOUGH_TO_HAVE_BEGUN + 1);
        awaitEnd(true);
    }

    @Test
    void whatIsCancelledDoesNotPassForTheWholeNorForAFailure(CapturedOutput log) {
        afterSomeRows(export::cancel);

        assertThatThrownBy(this::download).isInstanceOf(IOException.class);
        awaitEnd(false);
        assertThat(log).doesNotContain("Exception", "ERROR");
    }

    @Test
    void whatTheDatabaseBreaksOffDoesNotPassForTheWhole(CapturedOutput log) {
        afterSomeRows(() -> {
            throw new QueryTimeoutException("away");
        });

        assertThatThrownBy(this::download).isInstanceOf(IOException.class);
        awaitEnd(false);
        assertThat(log).contains("the index is away");
    }
}
