package io.nija.vault.credentials;

import io.nija.vault.base.CredentialId;
import io.nija.vault.testing.People;
import io.nija.vault.vault.ConsoleVault;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class IndexRepairTest {

    CredentialId key = People.newKey(People.ALICE, "okx");
    CredentialIndex index = Mockito.mock(CredentialIndex.class);
    IndexRebuild rebuild = Mockito.mock(IndexRebuild.class);
    ConsoleVault vault = Mockito.mock(ConsoleVault.class);
    IndexRepair repair = new IndexRepair(index, rebuild, vault);

    @Test
    void whatIsBehindIsRefreshedUntilItWorksAndThenLeftAlone() {
        when(index.refresh(key, vault)).thenThrow(new DataAccessResourceFailureException("away")).thenReturn(null);
        repair.later(key);

        repair.catchUp();
        repair.catchUp();
        repair.catchUp();

        verify(index, times(2)).refresh(key, vault);
    }

    @Test
    void whatFallsBehindDuringItsRefreshIsRefreshedOnceMore() {
        when(index.refresh(key, vault)).thenAnswer(refresh -> {
            repair.later(key);
            return null;
        }).thenReturn(null);
        repair.later(key);

        repair.catchUp();
        repair.catchUp();

        verify(index, times(2)).refresh(key, vault);
    }

    @Test
    void theCheckOfEverythingComesAgainAfterAFailure() {
        doThrow(new DataAccessResourceFailureException("away")).when(rebuild).repair();

        assertThatNoException().isThrownBy(repair::everything);
    }
}
