package io.nija.vault.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.JOSEException;
import io.nija.vault.testing.DevVault;
import io.nija.vault.testing.TestIssuer;

/** The gateway of the architecture document, which lies beside the repository where it has been given. */
final class PeerGateway implements AutoCloseable {

    static final String SUBJECT = "the document's gateway";
    private static final String NAME = "peer";
    private static final Path SOURCES = Path.of("..", "shared", "peer").toAbsolutePath().normalize();

    /** The launcher makes it, with what the gateway requires. */
    private static final Path UVICORN = Path.of("target", "peer", "bin", "uvicorn").toAbsolutePath();

    private final Children children;
    private final Process process;
    private final Subject subject;

    private PeerGateway(Children children, Process process, Subject subject) {
        this.children = children;
        this.process = process;
        this.subject = subject;
    }

    static boolean isThere() {
        return Files.exists(SOURCES.resolve("seed_gateway.py")) && Files.isExecutable(UVICORN);
    }

    /** With two workers, as its own README says, and as many as there are cores. */
    static PeerGateway start(Surroundings surroundings, String readerToken) throws IOException {
        var children = surroundings.children();
        int port = DevVault.freePort();
        var address = URI.create("http://127.0.0.1:" + port);
        var key = Files.writeString(children.directory().resolve("issuer.pem"), pem(surroundings.issuer()));
        var environment = Map.of("VAULT_ADDR", surroundings.vault().address().toString(), "VAULT_TOKEN", readerToken,
                "JWT_PUBLIC_KEY", key.toString(), "PYTHONDONTWRITEBYTECODE", "1");
        var process = children.start(NAME, SOURCES, environment, List.of(UVICORN.toString(), "seed_gateway:app",
                "--host", "127.0.0.1", "--port", String.valueOf(port), "--workers", "2"));
        Waiting.until(children, NAME, process, () -> Waiting.answers(address.resolve("/openapi.json")));
        var parts = new LinkedHashMap<String, ProcessHandle>();
        parts.put(Subject.ITSELF, process.toHandle());
        parts.put(Subject.VAULT, surroundings.vault().process());
        return new PeerGateway(children, process, new Subject(SUBJECT, address, parts));
    }

    private static String pem(TestIssuer issuer) {
        try {
            var key = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(issuer.key().toRSAPublicKey().getEncoded());
            return "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n";
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Subject subject() {
        return subject;
    }

    @Override
    public void close() {
        children.end(process);
    }
}
