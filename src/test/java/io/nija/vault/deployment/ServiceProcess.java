package io.nija.vault.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service of a compose file as a process of this machine: its command, its environment and the files that it mounts, at
 * the same paths below a directory of its own. Only addresses and these paths are replaced, in copies of the files; data
 * and certificates are linked. It may be stopped, killed, suspended and started again.
 */
class ServiceProcess implements AutoCloseable {

    private static final int LAST_WORDS = 3000;
    /** Settings of whoever runs the tests that would reach into the services. */
    private static final List<String> NOT_INHERITED = List.of("VAULT_", "BAO_", "OIDC_", "SPRING_", "SERVER_", "KC_", "PG", "SSL_CERT");

    private record Mount(Path source, String target) {
    }

    private final Deployment deployment;
    private final String name;
    private final Map<String, String> listeners;
    private final Path root;
    private final List<Mount> mounts;
    private final Thread end = new Thread(this::kill);
    private @Nullable Process process;

    /** @param listeners how its files say where it listens, and what they are to say here */
    ServiceProcess(Deployment deployment, String name, Map<String, String> listeners) throws IOException {
        this.deployment = deployment;
        this.name = name;
        this.listeners = listeners;
        root = Files.createDirectories(deployment.directory().resolve("run").resolve(name));
        mounts = deployment.compose().list(name, "volumes").stream().filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":")).map(parts -> new Mount(source(parts[0].substring(2)), parts[1]))
                .sorted(Comparator.comparing(mount -> mount.target().length())).toList();
        Runtime.getRuntime().addShutdownHook(end);
    }

    private Path source(String path) {
        return (path.startsWith(".") ? deployment.directory() : ComposeFile.FOLDER).resolve(path);
    }

    Deployment deployment() {
        return deployment;
    }

    /** Where what its container has at this path is here. */
    Path inside(String path) {
        return root.resolve(path.substring(1));
    }

    /** Puts what it mounts to where it finds it. */
    void mount() throws IOException {
        for (var mount : mounts) {
            var target = inside(mount.target());
            Files.createDirectories(target.getParent());
            if (Files.isSymbolicLink(target)) {
                continue;
            }
            if (isCopied(mount.source())) {
                copy(mount.source(), target);
            } else {
                Files.deleteIfExists(target);
                Files.createSymbolicLink(target, mount.source());
            }
        }
    }

    /** Rather than linked, as data and certificates are, which change. */
    private boolean isCopied(Path source) {
        var secrets = deployment.directory().resolve(".secrets");
        return !source.startsWith(deployment.directory())
                || source.startsWith(secrets) && !source.startsWith(secrets.resolve("certificates"));
    }

    private void copy(Path source, Path target) throws IOException {
        if (Files.isDirectory(source)) {
            Files.createDirectories(target);
            try (var files = Files.list(source)) {
                for (var file : files.toList()) {
                    copy(file, target.resolve(file.getFileName()));
                }
            }
        } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(target)) {
            // Letters of one byte each: keys that are no text stay what they are.
            Files.writeString(target, local(Files.readString(source, StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
            Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(source));
        }
    }

    /** A text of the compose file or of one that it mounts, as it has to be here. */
    String local(String text) {
        var result = text;
        for (var listener : listeners.entrySet()) {
            result = result.replace(listener.getKey(), listener.getValue());
        }
        for (var mount : mounts.reversed()) {
            result = result.replaceAll("(?<![\\w./-])" + mount.target() + "(?![\\w-])", inside(mount.target()).toString());
        }
        return deployment.onThisMachine(result);
    }

    /** Its command's words after its entry point's. */
    List<String> command() {
        var command = new ArrayList<>(deployment.compose().list(name, "entrypoint"));
        command.addAll(deployment.compose().list(name, "command"));
        return command.stream().map(this::local).toList();
    }

    Map<String, String> environment() {
        var environment = deployment.compose().environment(name);
        environment.replaceAll((variable, value) -> local(value));
        return environment;
    }

    /** Where it works. */
    Path workingDirectory() {
        return inside(deployment.compose().services().get(name).getOrDefault("working_dir", "/").toString());
    }

    void start() throws IOException {
        assertThat(isAlive()).as(name + " does not run already").isFalse();
        mount();
        var builder = new ProcessBuilder(command()).directory(Files.createDirectories(workingDirectory()).toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(variable -> NOT_INHERITED.stream().anyMatch(variable::startsWith));
        builder.environment().putAll(environment());
        process = builder.start();
    }

    Path log() {
        return root.resolveSibling(name + ".log");
    }

    String output() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end of its output, for a message. */
    String lastWords() {
        var output = output();
        return output.substring(Math.max(0, output.length() - LAST_WORDS));
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Sends a signal by name: STOP, which has it hang, CONT, HUP, INT, TERM. */
    void signal(String signal) {
        try {
            assertThat(process).as(name + " has been started").isNotNull();
            new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} of it and of what it has started, and returns when they have ended. */
    void kill() {
        if (process != null) {
            var children = process.descendants().toList();
            process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
            children.forEach(ProcessHandle::destroyForcibly);
            children.forEach(child -> child.onExit().orTimeout(10, TimeUnit.SECONDS).join());
        }
    }

    /** Asks it to end, and kills it when it takes too long. */
    void stop() {
        if (process != null) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
            kill();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
