package io.nija.vault.credentials.ui;

import io.nija.vault.audit.KeyReaders;
import io.nija.vault.credentials.Credentials;
import io.nija.vault.credentials.Rotations;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/** What leading somebody through a rotation takes. */
@Component
record RotationServices(Rotations rotations, Credentials credentials, KeyReaders readers, TaskScheduler scheduler) {
}
