package io.nija.vault.deployment;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shell in which somebody follows the README: with the repository's launcher and its folder {@code docker} in a directory of
 * their own, a key ring of OpenPGP without passphrases, and a {@code docker} that asks the test what to do in its place.
 */
final class OperatorShell implements AutoCloseable {

    /** What is done in place of a command of Docker's. */
    interface Docker {

        /** @return commands that the shell is to go on with; empty when all is done */
        String run(List<String> words) throws IOException;
    }

    private final Path home;
    private final HttpServer server;
    private Path directory;
    private Docker docker = words -> {
        throw new IOException("No Docker yet");
    };

    private OperatorShell(Path home, HttpServer server) {
        this.home = home;
        this.server = server;
        directory = home;
    }

    static OperatorShell open() throws IOException {
        var home = Files.createTempDirectory("nija");
        Deployment.run(ComposeFile.FOLDER.getParent(), "cp", "-r", "vault-console", "docker", home.toString());
        // A developer may have a deployment of their own there.
        Deployment.run(home, "rm", "-rf", "docker/.secrets", "docker/.data", "docker/.env");
        Files.createDirectory(home.resolve("gnupg"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var shell = new OperatorShell(home, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        shell.program("docker", """
                commands=$(printf '%%s\\n' "$@" | curl --silent --show-error --fail-with-body --noproxy '*' --data-binary @- http://127.0.0.1:%d/) || { echo "$commands" >&2; exit 1; }
                exec bash -c "$commands"
                """.formatted(shell.server.getAddress().getPort()));
        shell.program("gpg", "PATH=${PATH#*:} exec gpg --homedir '%s' --batch --pinentry-mode loopback --passphrase '' \"$@\"\n".formatted(home.resolve("gnupg")));
        shell.server.createContext("/", shell::answer);
        shell.server.start();
        return shell;
    }

    private void program(String name, String commands) throws IOException {
        var file = Files.createDirectories(home.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/bin/bash\n" + commands);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        int status = 200;
        byte[] body;
        try {
            body = docker.run(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).lines().toList()).getBytes(StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException | AssertionError e) {
            status = 500;
            body = e.toString().getBytes(StandardCharsets.UTF_8);
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    void docker(Docker docker) {
        this.docker = docker;
    }

    /** Where the repository is. */
    Path home() {
        return home;
    }

    /** Somewhere else to go on from. */
    OperatorShell in(Path directory) {
        this.directory = directory;
        return this;
    }

    /**
     * Runs commands to their end, which has to be a good one, from where the last ones ended.
     *
     * @param typed what they read, line by line
     * @return what they print
     */
    String run(String commands, String... typed) throws IOException {
        var process = start(commands + "\npwd >'" + home.resolve("directory") + "'");
        try (var keyboard = process.outputWriter()) {
            for (var line : typed) {
                keyboard.write(line + "\n");
            }
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(commands + "\n" + output).isZero();
        directory = Path.of(Files.readString(home.resolve("directory")).strip());
        return output;
    }

    /** Begins with commands, which go on. */
    Process start(String commands) throws IOException {
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("VAULT_") || variable.startsWith("SPRING_"));
        builder.environment().merge("PATH", home.resolve("bin") + ":", (path, bin) -> bin + path);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        try (var files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
