package io.nija.vault.notices.inbox;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import io.nija.vault.base.UserId;
import io.nija.vault.notices.KnownPerson;
import io.nija.vault.notices.Notice;
import io.nija.vault.notices.NoticeKind;
import io.nija.vault.notices.Notices;
import io.nija.vault.notices.People;
import io.nija.vault.security.Role;
import io.nija.vault.testing.ConsoleTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom the console knows, and that what they are told is told once, and only with what it is about. */
@ConsoleTest
class PeopleTest {

    @Autowired
    People known;
    @Autowired
    Notices notices;
    @Autowired
    io.nija.vault.testing.People people;
    @Autowired
    JdbcClient database;
    @Autowired
    TransactionTemplate transaction;

    @Test
    void whoSignsInIsKnownByNameMailAndRole() {
        var before = Instant.now();
        people.comeIn(io.nija.vault.testing.People.SUE_OF_SUPPORT);
        people.comeIn(io.nija.vault.testing.People.SAM_OF_SUPPORT);

        assertThat(known.find(new UserId("sue"))).hasValueSatisfying(sue -> {
            assertThat(sue.name()).isEqualTo("Sue Stone");
            assertThat(sue.mail()).isEqualTo("sue@nija.example");
            assertThat(sue.roles()).isEqualTo(Set.of(Role.SUPPORT));
            assertThat(sue.seen()).isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
        });
        assertThat(known.with(Role.SUPPORT)).extracting(KnownPerson::name).containsSubsequence("Sam Seller", "Sue Stone").isSorted();
        assertThat(known.with(Role.ADMIN)).extracting(KnownPerson::name).doesNotContain("Sue Stone");
        assertThat(known.find(new UserId("nobody-of-that-name"))).isEmpty();
    }

    @Test
    void theSameNoticeIsToldOnceToEachPerson() {
        var once = "test " + UUID.randomUUID();
        notices.tell(notice("alice", once));
        notices.tell(notice("alice", once));
        notices.tell(notice("bob", once));

        assertThat(told(once)).isEqualTo(2);
    }

    @Test
    void aNoticeIsNotToldWhenWhatItIsAboutDidNotComeAbout() {
        var once = "test " + UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            notices.tell(notice("alice", once));
            status.setRollbackOnly();
        });

        assertThat(told(once)).isZero();
    }

    private static Notice notice(String person, String once) {
        return new Notice(new UserId(person), NoticeKind.REQUEST, once, "A title", "A text", "keys");
    }

    private int told(String once) {
        return database.sql("select count(*) from notice where once = :once").param("once", once).query(Integer.class).single();
    }
}
