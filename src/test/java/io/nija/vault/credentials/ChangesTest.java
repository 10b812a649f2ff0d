package io.nija.vault.credentials;

import java.util.List;

import io.nija.vault.base.CredentialId;
import io.nija.vault.testing.People;
import io.nija.vault.vault.Secrets;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class ChangesTest {

    CredentialId key = People.newKey(People.ALICE, "okx");
    Secrets vault = Mockito.mock(Secrets.class);
    CredentialIndex index = Mockito.mock(CredentialIndex.class);
    IndexRepair repair = Mockito.mock(IndexRepair.class);
    KeyCache cache = Mockito.mock(KeyCache.class);
    KeyWatchers watchers = Mockito.mock(KeyWatchers.class);
    Changes changes = new Changes(vault, index, repair, List.of(cache), watchers);

    @Test
    void aChangeThatTheIndexFollowsIsDone() {
        when(cache.drop(key)).thenReturn(true);

        changes.made(key);

        verify(index).refresh(key, vault);
        verify(index, never()).doubt(key);
    }

    @Test
    void theIndexVouchesForNoCopyOfAKeyThatVaultCannotTellOfAfterItsChange() {
        when(cache.drop(key)).thenReturn(true);
        when(index.refresh(key, vault)).thenThrow(new IllegalStateException("no answer"));

        changes.made(key);

        verify(index).doubt(key);
        verify(repair).later(key);
    }

    @Test
    void theIndexVouchesForNoCopyOfAKeyThatPerhapsWasChanged() {
        changes.perhapsMade(key);

        verify(cache).drop(key);
        verify(index).doubt(key);
        verify(repair).later(key);
    }

    @Test
    void aChangeThatNeitherTheCacheNorTheIndexCanBeToldOfIsReportedAsSuch() {
        when(index.refresh(key, vault)).thenThrow(new DataAccessResourceFailureException("away"));
        doThrow(new DataAccessResourceFailureException("away")).when(index).doubt(key);

        assertThatExceptionOfType(OutdatedCopiesException.class).isThrownBy(() -> changes.made(key));
    }

    @Test
    void watchersAreToldOfAChangeThatOthersMayNotSeeYet() {
        when(index.refresh(key, vault)).thenThrow(new DataAccessResourceFailureException("away"));
        doThrow(new DataAccessResourceFailureException("away")).when(index).doubt(key);

        assertThatExceptionOfType(OutdatedCopiesException.class)
                .isThrownBy(() -> changes.made(key, KeyWatcher.Change.ROTATED, 2, People.ALICE));

        verify(watchers).tell(key, KeyWatcher.Change.ROTATED, 2, People.ALICE);
    }
}
