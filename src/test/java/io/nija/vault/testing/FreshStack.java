package io.nija.vault.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.springframework.util.FileSystemUtils;

/** Begins each run of tests without the data of the run before. */
public class FreshStack implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        try {
            FileSystemUtils.deleteRecursively(Path.of("target", "local-stack"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
